import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const engineErrors = defineErrors({
  ENGINE_RUNNING: {
    message: text(
      'Another Drydock engine (process {pid}) already works in {home}.',
      '已有另一个 Drydock 引擎(进程 {pid})在使用 {home}。',
    ),
    remedy: text(
      'Use it (`drydock status` shows its addresses), stop it with `drydock down`, or choose another --home.',
      '请直接使用它(`drydock status` 可查看地址),用 `drydock down` 停止它,或用 --home 另选目录。',
    ),
    exit: 3,
    http: 409,
  },
  ENGINE_UNREACHABLE: {
    message: text('The engine of {home} does not answer: {detail}', '{home} 的引擎没有响应:{detail}'),
    remedy: text(
      'Try again in a moment. If it stays so, end process {pid} and run the command again; what was confirmed is kept.',
      '请稍后重试。若仍无响应,请结束进程 {pid} 后重新执行;已确认的数据不会丢失。',
    ),
    exit: 3,
    http: 503,
  },
  ENGINE_LOST: {
    message: text(
      'The engine of {home} ended while it was asked ({detail}).',
      '{home} 的引擎在处理请求时终止({detail})。',
    ),
    remedy: text(
      'Run the command again: what was confirmed is kept, and what was stopped goes on. If it ends again, read {home}/logs/engine.log.',
      '请重新执行该命令:已确认的数据不会丢失,中断的操作会继续。若再次终止,请查看 {home}/logs/engine.log。',
    ),
    exit: 3,
    http: 503,
  },
  ENGINE_NOT_RUNNING: {
    message: text('No engine runs for {home}.', '{home} 没有正在运行的引擎。'),
    remedy: text(
      'Start one with `drydock up`, or `drydock start` to watch it.',
      '请用 `drydock up` 启动,或用 `drydock start` 在前台运行。',
    ),
    exit: 3,
    http: 503,
  },
  ENGINE_PORT_TAKEN: {
    message: text(
      'Port {port} on {host} is taken, so the {what} cannot listen there.',
      '{host} 的端口 {port} 已被占用,{what} 无法监听。',
    ),
    remedy: text(
      'Stop what uses it, or choose another with {option} (0 picks a free one).',
      '请停止占用该端口的程序,或用 {option} 另选端口(0 表示自动选择)。',
    ),
    exit: 3,
    http: 503,
  },
  ENGINE_PORT_REFUSED: {
    message: text(
      'The {what} cannot listen on {host}:{port}: {detail}',
      '{what} 无法监听 {host}:{port}:{detail}',
    ),
    remedy: text('Choose another port with {option}.', '请用 {option} 另选端口。'),
    exit: 3,
    http: 503,
  },
  NODE_TOO_OLD: {
    message: text(
      'Drydock needs Node.js 22 or newer; this is {found}.',
      'Drydock 需要 Node.js 22 或更新版本;当前为 {found}。',
    ),
    remedy: text(
      'Run `npm ci` in the project, which brings Node.js 24, or install a newer Node.js.',
      '请在项目中执行 `npm ci`(会带来 Node.js 24),或安装更新的 Node.js。',
    ),
    exit: 3,
    http: 500,
  },
  DESKTOP_MISSING: {
    message: text('The desktop window did not open: {detail}', '桌面窗口未能打开:{detail}'),
    remedy: text(
      'Electron fetches its binary on first use, which needs a network once; `drydock gui` opens the same console in a browser.',
      'Electron 首次使用时会下载其程序,需要联网一次;`drydock gui` 可在浏览器中打开同一控制台。',
    ),
    exit: 3,
    http: 500,
  },
  ACTION_UNKNOWN: {
    message: text('There is no action "{id}".', '不存在操作 "{id}"。'),
    remedy: text('GET /api/v1/actions lists all of them.', 'GET /api/v1/actions 会列出全部操作。'),
    exit: 2,
    http: 404,
  },
  AUTH_REQUIRED: {
    message: text('This console needs its one-time address.', '访问该控制台需要一次性地址。'),
    remedy: text(
      'Run `drydock gui` or `drydock status` to get a fresh one.',
      '请执行 `drydock gui` 或 `drydock status` 获取新的地址。',
    ),
    exit: 3,
    http: 401,
  },
  ORIGIN_REFUSED: {
    message: text('Requests from {origin} are refused.', '拒绝来自 {origin} 的请求。'),
    remedy: text(
      'Open the console at the address that `drydock status` shows.',
      '请使用 `drydock status` 显示的地址打开控制台。',
    ),
    exit: 3,
    http: 403,
  },
  PROJECT_FOLDER_NOT_EMPTY: {
    message: text('{dir} exists and is not empty.', '{dir} 已存在且不为空。'),
    remedy: text('Choose a new folder for the sample project.', '请为示例项目选择一个新目录。'),
    exit: 1,
    http: 409,
  },
  FILE_UNREADABLE: {
    message: text('{file} cannot be read: {detail}', '无法读取 {file}:{detailZh}'),
    remedy: text('Check the name and the permissions.', '请检查文件名和权限。'),
    exit: 2,
    http: 400,
  },
  FILE_UNWRITABLE: {
    message: text('{file} cannot be written: {detail}', '无法写入 {file}:{detail}'),
    remedy: text('Check the folder and its permissions.', '请检查目录及其权限。'),
    exit: 3,
    http: 400,
  },
  FILE_TOO_LARGE: {
    message: text(
      '{file} has {size} bytes; {limit} are accepted.',
      '{file} 有 {size} 字节;最多接受 {limit} 字节。',
    ),
    remedy: text('Give a smaller file.', '请提供更小的文件。'),
    exit: 2,
    http: 413,
  },
});
