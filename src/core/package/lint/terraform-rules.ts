import { text } from '../../text.ts';
import { type RuleInfo, rule } from '../rule-info.ts';

/** What reading the Terraform files themselves can find (src/core/terraform reports these). */
export const terraformRules: readonly RuleInfo[] = [
  rule('TF_SYNTAX', 'error', text('Terraform files are well-formed', 'Terraform 文件语法正确')),
  rule('TF_FILE_TOO_LARGE', 'error', text('Terraform files stay within bounds', 'Terraform 文件不超出限制')),
  rule(
    'TF_TOO_DEEP',
    'error',
    text('Expressions and blocks are not nested too deeply', '表达式和块嵌套不过深'),
  ),
  rule('TF_BLOCK_UNEXPECTED', 'error', text('Blocks are of known types', '块类型已知')),
  rule('TF_ARGUMENT_UNEXPECTED', 'error', text('Arguments stand where they belong', '参数位置正确')),
  rule('TF_ARGUMENT_MISSING', 'error', text('Blocks have the arguments that they need', '块包含必需参数')),
  rule('TF_LABELS_WRONG', 'error', text('Blocks have the right labels', '块标签正确')),
  rule('TF_NAME_INVALID', 'error', text('Names are identifiers', '名称是合法标识符')),
  rule('TF_DUPLICATE', 'error', text('Things are declared once', '不重复声明')),
  rule('TF_TYPE_INVALID', 'error', text('Type constraints are well-formed', '类型约束正确')),
  rule('TF_MODULE_SOURCE', 'error', text('Modules are folders of the package', '模块位于安装包内')),
];
