import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const matrixErrors = defineErrors({
  MATRIX_FIELD: {
    message: text('The matrix says something that cannot be: {detail}', '矩阵内容有误:{detail}'),
    remedy: text(
      'docs/guide/scenarios.md shows a matrix with every field.',
      'docs/guide/scenarios.md 给出了包含全部字段的矩阵示例。',
    ),
    exit: 2,
    http: 400,
  },
  MATRIX_NONE: {
    message: text('There is no matrix in {dir}.', '{dir} 中没有矩阵文件。'),
    remedy: text(
      'Write one into scenarios/NAME.matrix.yaml of the project (docs/guide/scenarios.md).',
      '请在项目的 scenarios/名称.matrix.yaml 中编写(docs/guide/scenarios.md)。',
    ),
    exit: 2,
    http: 404,
  },
  MATRIX_WHICH: {
    message: text('There are several matrices in {dir}: {files}.', '{dir} 中有多个矩阵:{files}。'),
    remedy: text('Say which with --file.', '请用 --file 指定其中一个。'),
    exit: 2,
    http: 400,
  },
  MATRIX_ARG: {
    message: text(
      'Axis "{axis}" of {file} wants every option of "{arg}", which has none under the base conditions.',
      '{file} 的轴“{axis}”需要参数“{arg}”的全部选项,但在基础条件下它没有选项。',
    ),
    remedy: text(
      'Args with options: {known}. Or write the values out: {arg: NAME, values: [...]}.',
      '有选项的参数:{known}。也可直接写出取值:{arg: 名称, values: [...]}。',
    ),
    exit: 2,
    http: 400,
  },
  MATRIX_TOO_LARGE: {
    message: text(
      '{file} would have {cells} cells; {limit} are run.',
      '{file} 将有 {cells} 个单元,超过上限 {limit}。',
    ),
    remedy: text(
      'Write the values out that matter, or strike combinations with exclude.',
      '请只写出需要的取值,或用 exclude 去掉部分组合。',
    ),
    exit: 2,
    http: 400,
  },
  MATRIX_EMPTY: {
    message: text('No combination of {file} is left to run.', '{file} 没有可运行的组合。'),
    remedy: text('Loosen its include and exclude rules.', '请放宽 include 与 exclude 规则。'),
    exit: 2,
    http: 400,
  },
  MATRIX_CELL: {
    message: text('{file} has no cell "{cell}".', '{file} 没有单元“{cell}”。'),
    remedy: text('A cell is named like {first}.', '单元的写法如 {first}。'),
    exit: 2,
    http: 404,
  },
  MATRIX_WORKER: {
    message: text('A worker of the matrix stopped: {detail}.', '矩阵的工作线程停止:{detail}。'),
    remedy: text(
      'Play the cell alone (`drydock simulate DIR --scenario FILE#CELL`) to see what is special about it.',
      '请单独演练该单元(`drydock simulate DIR --scenario FILE#CELL`)以查看其特殊之处。',
    ),
    exit: 2,
    http: 500,
  },
});
