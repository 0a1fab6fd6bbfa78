import type { ActionId, ActionResult, JsonObject } from '../contract.ts';
import { bytes } from '../draw/format.ts';
import type { App } from '../state/app.ts';
import { go, type Notice } from '../state/ui.ts';

/** What the console does when an action has ended well: where it goes, what it says. */
type Outcomes = {
  readonly [Id in ActionId]?: (app: App, result: ActionResult<Id>, input: JsonObject) => Notice | undefined;
};

const good = (text: string): Notice => ({ tone: 'good', text });

/** Actions whose answer is something to read. */
export const readable: ReadonlySet<string> = new Set<ActionId>([
  'test',
  'project.cure',
  'rehearsal.cure',
  'license.inspect',
  'license.verify',
  'image.import',
  'image.export',
  'image.pull',
  'image.push',
  'image.docker.import',
  'image.docker.load',
  'image.resolve',
  'image.alias.ls',
  'image.alias.add',
  'image.alias.rm',
  'access.show',
  'access.policy',
  'access.add',
  'access.secret',
  'registry.fsck',
  'registry.why',
  'registry.pull',
  'registry.backup',
  'registry.restore',
  'console',
  'template',
  'cost.book',
]);

/** A price book that was edited is shown, and what was estimated with it is asked again. */
const priced = (app: App, { file, prices }: ActionResult<'cost.book'>): Notice => {
  app.answers.expire(['cost.book', 'cost', 'instance.cost', 'instance.preview']);
  go(app.ui, 'world', 'prices');
  return good(app.words.t('outcome.prices', { file, count: prices.length }));
};

/** An operation on an instance: its plan is on the instance, its course among the rehearsals. */
const operated = (app: App, result: ActionResult<'instance.upgrade'>): Notice => {
  const { id, instance, status, failures } = result;
  if (status === 'planned') {
    go(app.ui, 'instances', instance, 'changes');
    return good(app.words.t('outcome.planned'));
  }
  if (id !== undefined) go(app.ui, 'rehearsals', id);
  const tone = { succeeded: 'good', failed: 'bad', cancelled: 'warn' } as const;
  return {
    tone: tone[status],
    text: app.words.t(`outcome.operation.${status}`, { code: failures[0]?.code ?? '' }),
  };
};

/** What was written; where nothing was, the answer says why. */
const cured = ({ words }: App, { written, files }: ActionResult<'project.cure'>): Notice =>
  written
    ? good(words.t('cure.written', { files: files.map((each) => each.name).join(', ') }))
    : { tone: 'warn', text: words.t('cure.unwritten') };

export const outcomes: Outcomes = {
  'project.cure': cured,
  'rehearsal.cure': cured,
  'project.add': (app, project) => {
    go(app.ui, 'projects', project.dir);
    return good(app.words.t('outcome.added', { name: project.name }));
  },
  'project.sample': (app, project) => {
    go(app.ui, 'projects', project.dir);
    return good(app.words.t('outcome.sample', { dir: project.dir }));
  },
  'project.remove': (app) => good(app.words.t('outcome.forgotten')),
  'rehearsal.start': (app, { id }) => {
    go(app.ui, 'rehearsals', id);
    return good(app.words.t('outcome.started', { id }));
  },
  simulate: (app, { id, status }) => {
    const key = {
      succeeded: 'outcome.succeeded',
      failed: 'outcome.failed',
      cancelled: 'outcome.cancelled',
    } as const;
    const tone = { succeeded: 'good', failed: 'bad', cancelled: 'warn' } as const;
    return { tone: tone[status], text: app.words.t(key[status], { id }) };
  },
  'rehearsal.cancel': (app, { id, cancelled }) =>
    cancelled
      ? good(app.words.t('outcome.cancelled', { id }))
      : { tone: 'warn', text: app.words.t('disabled.ended') },
  'rehearsal.remove': (app) => good(app.words.t('outcome.removed')),
  test: (app, { counts }) => ({
    tone: counts.passed === counts.total ? 'good' : 'bad',
    text: app.words.t('outcome.tested', { passed: counts.passed, total: counts.total }),
  }),
  'instance.upgrade': operated,
  'instance.retry': operated,
  'instance.repair': operated,
  'instance.uninstall': operated,
  'instance.break': (app, { id }) => {
    go(app.ui, 'instances', id, 'changes');
    return { tone: 'warn', text: app.words.t('outcome.broken') };
  },
  // Each image can be taken from where they are shown.
  'image.docker.ls': (app, _result, input) => {
    app.answers.expire(['image.docker.ls']);
    app.ui.setState({ docker: input, pane: 'detail' });
    go(app.ui, 'registry', undefined, 'copies');
    return undefined;
  },
  'cost.price.set': priced,
  'cost.price.remove': priced,
  'instance.remove': (app) => good(app.words.t('outcome.removed')),
  'license.issue': (app, license) => {
    go(app.ui, 'licenses', license.id);
    return good(app.words.t('outcome.issued', { id: license.id }));
  },
  'registry.rm': (app, { removed, reclaimable }) =>
    good(app.words.t('outcome.rm', { count: removed.length, bytes: bytes(reclaimable) })),
  'registry.gc': (app, result) =>
    good(
      app.words.t('outcome.gc', {
        count: result.count - (result.skipped ?? 0),
        bytes: bytes(result.bytes),
      }),
    ),
  'registry.undo': (app, { manifests, bytes: back }) =>
    good(app.words.t('outcome.undo', { count: manifests, bytes: bytes(back) })),
  'registry.pull': (app, { line }) => {
    app.around.copy?.(line);
    return good(app.words.t('outcome.pull', { line }));
  },
  'image.import': (app, { images }) => good(app.words.t('outcome.import', { count: images.length })),
  'engine.stop': (app) => ({ tone: 'warn', text: app.words.t('outcome.stopped') }),
};
