import { text } from '../../core/text.ts';
import { say, tr } from '../io.ts';
import { productVersion } from '../product.ts';
import { pad } from '../table.ts';
import type { Presenters } from './presenter.ts';

const words = {
  engine: text('Engine', '引擎'),
  running: text('running, process {pid}', '运行中,进程 {pid}'),
  registry: text('Registry', '镜像仓库'),
  reached: text('other machines reach it at {address}', '其他机器可通过 {address} 访问'),
  console: text('Console', '控制台'),
  off: text('off', '未开启'),
  home: text('Data', '数据目录'),
  outside: text('Outside connections', '对外连接'),
  notRunning: text(
    'No engine runs for {home}. `drydock up` starts one.',
    '{home} 没有正在运行的引擎。用 `drydock up` 启动。',
  ),
  stopped: text('The engine stops.', '引擎正在停止。'),
};

export const presenters = {
  'engine.status': {
    notRunning(io, home) {
      if (io.json) {
        const nothing = {
          running: false,
          home,
          version: productVersion(),
          registry: null,
          console: null,
          cloud: null,
        };
        say(io, JSON.stringify(nothing, null, 2));
      } else {
        say(io, tr(io, words.notRunning).replace('{home}', home));
      }
      return 3;
    },
    text(status, io) {
      const row = (name: string, value: string): void => say(io, `${pad(name, 20)} ${value}`);
      row(
        tr(io, words.engine),
        `Drydock ${status.version}, ${tr(io, words.running).replace('{pid}', String(status.pid))}`,
      );
      row(tr(io, words.registry), status.registry?.address ?? tr(io, words.off));
      if (status.registry?.outside !== undefined)
        row('', tr(io, words.reached).replace('{address}', status.registry.outside));
      row(tr(io, words.console), status.console?.url ?? tr(io, words.off));
      row(tr(io, words.home), status.home);
      row(tr(io, words.outside), String(status.outsideConnections));
    },
  },
  'engine.stop': { text: (_result, io) => say(io, tr(io, words.stopped)) },
  'engine.watch': {
    text: () => undefined,
    events: (io) => ({
      show: (change) => say(io, `${change.topic}${change.id === undefined ? '' : ` ${change.id}`}`),
      end: () => undefined,
    }),
  },
} satisfies Presenters;
