import { join } from 'node:path';
import { type ActionId, type ActionInput, type ActionResult, findAction } from '../../actions/index.ts';
import { DrydockError } from '../../core/errors/index.ts';
import { type Lang, text } from '../../core/text.ts';
import { type Access, attach } from '../access.ts';
import { hostAccess } from '../host-access.ts';
import { type Io, say, tr } from '../io.ts';
import { presenters } from '../present/rehearsals.ts';
import { aborted } from './engine.ts';
import type { NativeCommand } from './native.ts';
import { declarePorts, portWishes } from './ports.ts';

const words = {
  about: text(
    'start the engine, make a sample project the first time, rehearse its install, then stay until Ctrl-C',
    '启动引擎,首次运行时创建示例项目并演练安装,然后保持运行直到 Ctrl-C',
  ),
  once: text('end with the rehearsal’s result', '演练结束后退出,退出码为演练结果'),
  speed: text(
    'times as fast as the real install, or "instant" (default 90)',
    '相对真实安装的倍速,或 "instant"(默认 90)',
  ),
  engine: text('Engine', '引擎'),
  attached: text('already running, process {pid}', '已在运行,进程 {pid}'),
  started: text('started', '已启动'),
  registry: text('Registry', '镜像仓库'),
  sampleMade: text('Sample project written to {dir}, its images pushed', '示例项目已写入 {dir},镜像已推送'),
  sampleKept: text('Sample project {dir}', '示例项目 {dir}'),
  rehearsing: text(
    'Rehearsing its install, {speed} times as fast as the real one',
    '以 {speed} 倍速演练安装',
  ),
  instantly: text('Rehearsing its install', '演练安装'),
  console: text('Console', '控制台'),
  oneUse: text('(one use; `drydock gui` gives another)', '(仅可使用一次;`drydock gui` 可再次获取)'),
  terminal: text('Terminal console', '终端控制台'),
  desktop: text('Desktop window', '桌面窗口'),
  stay: text('Press Ctrl-C to stop.', '按 Ctrl-C 停止。'),
  bye: text('Stopped. What was confirmed is kept in {home}.', '已停止。已确认的数据保存在 {home}。'),
};

const SPEED = 90;

/** The main job: everything a newcomer needs to see once, from one command. */
export const startCommand = (lang: Lang): NativeCommand => ({
  name: 'start',
  declare: (command) =>
    declarePorts(command.description(words.about[lang]), lang)
      .option('--once', words.once[lang])
      .option('--speed <n>', words.speed[lang]),
  async run(_args, options, { home, io, signal }) {
    const { access, close, stopped } = await openOrAttach(home, options, io);
    try {
      const call = caller(access, signal);
      const status = await rehearseSample(call, { home, io, speed: speedOf(options.speed) });
      if (options.once === true || signal.aborted) return signal.aborted ? 130 : status;
      await printAddresses(call, io);
      if (access.attached) return status;
      await Promise.race([aborted(signal), stopped]);
      if (!io.json) say(io, `\n${tr(io, words.bye).replace('{home}', home)}`);
      return 0;
    } finally {
      await close();
    }
  },
});

function speedOf(given: unknown): number | 'instant' {
  if (given === undefined) return SPEED;
  if (given === 'instant') return 'instant';
  const speed = Number(given);
  if (!(speed > 0))
    throw new DrydockError('INPUT_INVALID', { field: 'speed', detail: 'a positive number or "instant"' });
  return speed;
}

interface Opened {
  readonly access: Access;
  close(): Promise<void>;
  readonly stopped: Promise<void>;
}

/** The running engine, or one in this process with all listeners. */
async function openOrAttach(
  home: string,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<Opened> {
  const running = await attach(home);
  if (running) {
    progress(io, words.engine, tr(io, words.attached).replace('{pid}', String(running.endpoint.pid)));
    return { access: running.access, close: async () => undefined, stopped: new Promise(() => undefined) };
  }
  const opened = await hostAccess(home, portWishes(options), io.lang);
  progress(io, words.engine, `${tr(io, words.started)}, ${home}`);
  return opened;
}

const progress = (io: Io, what: { readonly en: string; readonly 'zh-CN': string }, value: string): void => {
  if (!io.json) say(io, `${io.color.green('✓')} ${io.color.bold(tr(io, what))}  ${value}`);
};

type Call = <Id extends ActionId>(
  id: Id,
  input: ActionInput<Id>,
  onEvent?: (event: unknown) => void,
) => Promise<ActionResult<Id>>;

const caller =
  (access: Access, signal: AbortSignal): Call =>
  async (id, input, onEvent = () => undefined) => {
    const action = findAction(id);
    if (!action) throw new DrydockError('ACTION_UNKNOWN', { id });
    return (await access.call(action, input, { signal, onEvent })) as never;
  };

interface Context {
  readonly home: string;
  readonly io: Io;
  readonly speed: number | 'instant';
}

/** The sample project, made the first time; then its rehearsal, live. Returns the exit status of the rehearsal. */
async function rehearseSample(call: Call, { home, io, speed }: Context): Promise<number> {
  const { registry } = await call('engine.status', {});
  if (registry) progress(io, words.registry, registry.address);
  const known = (await call('project.list', {})).find((project) => project.sample && !project.missing);
  const dir = known?.dir ?? join(home, 'projects', 'hello-drydock');
  if (!known) await call('project.sample', { dir });
  if (!io.json) {
    say(
      io,
      `${io.color.green('✓')} ${tr(io, known ? words.sampleKept : words.sampleMade).replace('{dir}', dir)}`,
    );
    say(
      io,
      tr(io, speed === 'instant' ? words.instantly : words.rehearsing).replace('{speed}', String(speed)),
    );
    say(io);
  }
  const presenter = presenters.simulate;
  const view = io.json ? undefined : presenter.events(io);
  try {
    const result = await call('simulate', { dir, answers: 'auto', speed }, (event) => {
      if (io.json) say(io, JSON.stringify(event));
      else view?.show(event as never);
    });
    view?.end();
    if (io.json) say(io, JSON.stringify({ type: 'result', result }));
    else presenter.text(result, io);
    return presenter.status(result);
  } finally {
    view?.end();
  }
}

async function printAddresses(call: Call, io: Io): Promise<void> {
  const status = await call('engine.status', {});
  if (io.json) {
    say(io, JSON.stringify({ type: 'ready', status }));
    return;
  }
  say(io);
  const row = (name: { readonly en: string; readonly 'zh-CN': string }, value: string): void =>
    say(io, `  ${io.color.bold(tr(io, name).padEnd(18))} ${value}`);
  if (status.console)
    row(words.console, `${status.console.url}\n  ${' '.repeat(18)} ${io.color.dim(tr(io, words.oneUse))}`);
  if (status.registry) row(words.registry, status.registry.address);
  row(words.terminal, 'npx drydock tui');
  row(words.desktop, 'npm run desktop');
  say(io);
  say(io, tr(io, words.stay));
}
