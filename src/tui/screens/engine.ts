import { time } from '../draw/format.ts';
import { mark } from '../draw/marks.ts';
import { bold, dim, type Line, span } from '../draw/span.ts';
import { block, facts, heading, prose, skeleton } from '../parts/basics.ts';
import { jobLine } from '../parts/job.ts';
import type { Scene } from '../state/app.ts';
import type { Block, DetailView, ListView, ScreenModule, Size } from './screen.ts';
import { selectedId } from './selection.ts';

const list = ({ words, jobs }: Scene): ListView => ({
  rows: [
    { id: 'status', mark: dim('▪'), text: words.t('engine.process') },
    { id: 'jobs', mark: dim('▪'), text: words.t('engine.jobs'), note: String(jobs.length) },
  ],
  empty: { title: 'common.noMatch', help: 'common.noMatch' },
});

function statusBlocks({ words, console }: Scene, width: number): readonly Block[] {
  const { t } = words;
  const { status, connection } = console;
  const way: Line =
    connection === 'open'
      ? [mark('valid'), span(` ${t('connection.open')}`)]
      : [mark(connection === 'lost' ? 'failed' : 'waiting'), span(` ${t(`connection.${connection}`)}`)];
  if (!status) return [block([way]), ...skeleton(words)];
  return [
    block([way]),
    heading(t('engine.process')),
    facts(
      [
        [t('common.version'), `Drydock ${status.version}`],
        [t('engine.pid'), String(status.pid)],
        [t('engine.home'), status.home],
        [t('common.started'), status.startedAt ? time(status.startedAt) : '-'],
      ],
      width,
    ),
    heading(t('engine.addresses')),
    facts(
      [
        [
          t('engine.registry'),
          status.registry ? span(status.registry.address, 'accent') : dim(t('engine.off')),
        ],
        ...(status.registry?.outside === undefined
          ? []
          : [['', span(t('engine.reached', { address: status.registry.outside }), 'warn')] as const]),
        [t('engine.console'), status.console ? span(status.console.url, 'accent') : dim(t('engine.off'))],
        [t('engine.cloud'), status.cloud ? span(status.cloud.address, 'accent') : dim(t('engine.off'))],
      ],
      width,
    ),
    heading(t('engine.outside')),
    status.outsideConnections === 0
      ? prose(t('engine.outside.none'), width)
      : block([[bold(String(status.outsideConnections), 'warn'), span(` ${t('engine.outside.some')}`)]]),
  ];
}

function detail(scene: Scene, { width }: Size): DetailView {
  const { words, jobs } = scene;
  const id = selectedId(scene, 'engine', list(scene).rows) ?? 'status';
  const shown = { key: `engine ${id}`, title: words.t('screen.engine'), tabs: [], tab: '', head: [] };
  if (id !== 'jobs') return { ...shown, blocks: statusBlocks(scene, width) };
  const lines = [...jobs].reverse().map((job) => jobLine(job, scene, width));
  return {
    ...shown,
    blocks: lines.length === 0 ? [prose(words.t('engine.jobs.none'), width, 'dim')] : [block(lines)],
  };
}

export const engine: ScreenModule = {
  list,
  detail,
  subjects: () => ({}),
  asks: () => [],
  same: () => ({ id: 'engine.status', input: {} }),
  keys: [],
};
