import { text } from '../../text.ts';
import { type RuleInfo, rule } from '../rule-info.ts';
import { TOLERATED } from './rule.ts';

/** What reading the Terraform files themselves can find (src/core/terraform reports these). */
const readingRules: readonly RuleInfo[] = [
  rule('TF_SYNTAX', 'error', text('Terraform files are well-formed', 'Terraform 文件语法正确')),
  rule(
    'TF_FILE_TOO_LARGE',
    'error',
    text('A Terraform file stays within bounds', '单个 Terraform 文件不超出限制'),
  ),
  rule(
    'TF_TOO_DEEP',
    'error',
    text('Expressions and blocks are not nested too deeply', '表达式和块嵌套不过深'),
  ),
  rule('TF_BLOCK_UNEXPECTED', 'error', text('Blocks are of known types', '块类型已知')),
  rule('TF_ARGUMENT_UNEXPECTED', 'error', text('Arguments stand where they belong', '参数位置正确')),
  rule('TF_LABELS_WRONG', 'error', text('Blocks have the right labels', '块标签正确')),
  rule('TF_NAME_INVALID', 'error', text('Names are identifiers', '名称是合法标识符')),
  rule('TF_DUPLICATE', 'error', text('Things are declared once', '不重复声明')),
  rule('TF_TYPE_INVALID', 'error', text('Type constraints are well-formed', '类型约束正确')),
  rule('TF_MODULE_SOURCE', 'error', text('Modules are folders of the package', '模块位于安装包内')),
  rule(
    'TF_OPENTOFU_ONLY',
    'warning',
    text('Files and arguments are those that Terraform reads', '文件与参数均为 Terraform 可读取的内容'),
  ),
  rule(
    'TF_NOT_EVALUATED',
    'warning',
    text('Everything in the configuration is evaluated', '配置的全部内容均被求值'),
  ),
];

/** What planning with real answers can find on top; `drydock plan` and `drydock simulate` show these. */
const planningRules: readonly RuleInfo[] = [
  rule('TF_ARGUMENT_CONFLICT', TOLERATED, text('Arguments do not exclude each other', '参数互不冲突')),
  rule('TF_ARGUMENT_DEPRECATED', 'info', text('Arguments are current', '参数未废弃')),
  rule('TF_ARGUMENT_MISSING', TOLERATED, text('Required arguments have a value', '必需参数有值')),
  rule(
    'TF_ARGUMENT_READONLY',
    TOLERATED,
    text('What the provider sets is left to it', '只读属性由 provider 设置'),
  ),
  rule('TF_ARGUMENT_TYPE', TOLERATED, text('Arguments get values of their type', '参数值类型正确')),
  rule(
    'TF_ARGUMENT_UNKNOWN',
    TOLERATED,
    text('Arguments are known to the provider', 'provider 支持所用参数'),
  ),
  rule('TF_ARGUMENT_VALUE', TOLERATED, text('Arguments get values that they allow', '参数值在允许范围内')),
  rule(
    'TF_ATTRIBUTE_UNDECLARED',
    TOLERATED,
    text('Planned reads stay in the declared type', '读取的属性在声明的类型内'),
  ),
  rule('TF_ATTRIBUTE_UNKNOWN', TOLERATED, text('Planned reads find their attribute', '读取的资源属性存在')),
  rule('TF_BLOCK_COUNT', TOLERATED, text('Blocks stand as often as they may', '块的数量符合要求')),
  rule(
    'TF_BLOCK_UNKNOWN',
    TOLERATED,
    text('Nested blocks are known to the provider', 'provider 支持所用的嵌套块'),
  ),
  rule('TF_CONDITIONAL_TYPES', TOLERATED, text('Both branches have one type', '条件表达式两个分支类型一致')),
  rule('TF_CONDITION_FAILED', 'error', text('Conditions of the configuration hold', '配置中的条件成立')),
  rule('TF_COUNT_INVALID', 'error', text('Counts are whole numbers that are known', 'count 是已知的整数')),
  rule(
    'TF_COUNT_WITHOUT_INDEX',
    TOLERATED,
    text('Counted resources are planned by index', '带 count 的资源按下标引用'),
  ),
  rule('TF_CYCLE', 'error', text('The plan has an order', '计划存在可执行的顺序')),
  rule('TF_DYNAMIC_INVALID', 'error', text('Dynamic blocks can be expanded', 'dynamic 块可以展开')),
  rule('TF_EVALUATION', 'error', text('Expressions can be evaluated', '表达式可以求值')),
  rule('TF_EVALUATION_LIMIT', 'error', text('Expressions end in time', '表达式求值不超出限制')),
  rule(
    'TF_FOR_EACH_INVALID',
    'error',
    text('for_each gets a map or a set of strings', 'for_each 的值是 map 或字符串集合'),
  ),
  rule(
    'TF_INDEX_ON_SINGLE',
    TOLERATED,
    text('Single resources are planned without index', '单个资源引用时无下标'),
  ),
  rule('TF_INSTANCE_KEY_MISSING', 'error', text('Instances of for_each are named', 'for_each 的实例已指明')),
  rule(
    'TF_MODULE_ARGUMENT',
    'error',
    text('Modules get the arguments that they declare', '模块参数与其声明一致'),
  ),
  rule(
    'TF_NULL_ATTRIBUTE',
    TOLERATED,
    text('Nothing is read of an unset variable', '不读取未赋值变量的属性'),
  ),
  rule('TF_NULL_TEXT', TOLERATED, text('Texts of outputs have all their parts', '输出文本的各部分都有值')),
  rule('TF_PREVENT_DESTROY', 'error', text('What must not be destroyed stays', '受保护的资源不被销毁')),
  rule(
    'TF_IMPORT_INVALID',
    'error',
    text('Imports name a resource that is declared', 'import 指向已声明的资源'),
  ),
  rule('TF_IMPORT_ASSUMED', 'info', text('Imports need no assumption', '导入无需假设')),
  rule('TF_DATA_SOURCE', 'error', text('Data sources find what they need', '数据源能查到所需内容')),
  rule(
    'TF_DATA_ASSUMED',
    'warning',
    text('What decides the number of instances is known', '决定实例数量的数据是已知的'),
  ),
  rule('TF_PROVIDER_CONFIG', TOLERATED, text('Provider configurations exist', 'provider 配置存在')),
  rule('TF_EPHEMERAL_USE', 'error', text('Ephemeral values are not kept', '临时值不被保存')),
  rule(
    'TF_ENABLED_INVALID',
    'error',
    text('Whether a block is enabled can be told', 'enabled 的取值可以确定'),
  ),
  rule('TF_OVERRIDE', 'error', text('Overrides have something to override', 'override 文件有被覆盖的对象')),
  rule('TF_MOVED_INVALID', 'error', text('Moves are clear', 'moved 声明明确')),
  rule('TF_OBJECT_AS_VALUE', TOLERATED, text('Defaults are values, not types', '默认值是值而非类型')),
  rule('TF_OUTPUT_SENSITIVE', TOLERATED, text('Outputs of sensitive values say so', '敏感输出已标记')),
  rule('TF_REFERENCE_INVALID', 'error', text('References are complete', '引用完整')),
  rule('TF_REFERENCE_UNDECLARED', 'error', text('Planned references are declared', '引用的对象已声明')),
  rule('TF_REPLACE_UNSAID', 'info', text('Updates are known to be updates', '更新操作确定为原地更新')),
  rule('TF_RESOURCE_DEPRECATED', 'info', text('Resource types are current', '资源类型未废弃')),
  rule('TF_RESOURCE_UNKNOWN', TOLERATED, text('Planned resource types exist', '资源类型存在')),
  rule('TF_TOO_MANY_INSTANCES', 'error', text('A plan stays within bounds', '计划规模不超出限制')),
  rule(
    'TF_VALUE_INCOMPLETE',
    TOLERATED,
    text('Values have what their type declares', '值包含类型声明的属性'),
  ),
  rule(
    'TF_VARIABLE_TYPE',
    'error',
    text('Values convert to the type of their variable', '值可转换为变量类型'),
  ),
  rule('TF_VARIABLE_UNDECLARED', TOLERATED, text('Answers belong to variables', '每个答案都有对应变量')),
  rule('TF_VARIABLE_UNSET', 'error', text('Variables have values when planning', '计划时变量有值')),
];

/** Rules of src/core/terraform; their findings carry their own severity. */
export const terraformRules: readonly RuleInfo[] = [...readingRules, ...planningRules];
