import type { AccountSecretView, ActionId, ActionResult, JsonObject, Screen } from '../contract.ts';
import { keepFreshSecret } from '../screens/registry/access/fresh-secret.ts';
import { ACCESS } from '../screens/registry/place-names.ts';
import { go } from '../state/route.ts';
import { startWatching } from '../state/watching.ts';
import { bytes } from '../text/format.ts';
import { backedUp, checked, restored } from './care-outcomes.ts';
import type { Outcome } from './outcome.ts';
import { CHECK } from './subjects.ts';

interface Home {
  readonly screen: Screen;
  readonly path: readonly string[];
}

const projectTab = (tab: string) => (input: JsonObject) =>
  typeof input.dir === 'string' ? { screen: 'projects' as const, path: [input.dir, tab] } : undefined;

/** Watching is switched on where its verdict shows: above the project's tabs. */
const watched = (input: JsonObject): Home | undefined => {
  if (typeof input.dir !== 'string') return undefined;
  startWatching(input.dir);
  return { screen: 'projects', path: [input.dir] };
};

const check = (): Home => ({ screen: 'licenses', path: [CHECK] });

/** Actions whose input and answer have a place of their own on a screen: their button goes there instead of asking. */
export const homes: Readonly<Partial<Record<ActionId, (input: JsonObject) => Home | undefined>>> = {
  lint: projectTab('lint'),
  form: projectTab('form'),
  plan: projectTab('plan'),
  test: projectTab('scenarios'),
  matrix: projectTab('matrix'),
  'project.watch': watched,
  permissions: projectTab('permissions'),
  cost: projectTab('cost'),
  'access.show': () => ({ screen: 'registry', path: [ACCESS] }),
  'image.resolve': ({ image }) => ({
    screen: 'registry',
    path: ['~copies', ...(typeof image === 'string' ? [image] : [])],
  }),
  'image.alias.ls': () => ({ screen: 'registry', path: ['~copies'] }),
  'image.docker.ls': () => ({ screen: 'registry', path: ['~copies'] }),
  'license.inspect': check,
  'license.verify': check,
  'registry.undo': () => ({ screen: 'registry', path: ['~collect'] }),
  'registry.why': ({ digest }) => ({
    screen: 'registry',
    path: ['~why', ...(typeof digest === 'string' ? [digest] : [])],
  }),
  'registry.gc': () => ({ screen: 'registry', path: ['~collect'] }),
};

/** Actions that run at once with what is selected, though their row could ask for more. */
export const direct: ReadonlySet<string> = new Set<ActionId>(['registry.pull']);

/** What the page says and does when an action has ended well. */

type Outcomes = { readonly [Id in ActionId]?: (result: ActionResult<Id>, input: JsonObject) => Outcome };

const toProject = (_result: unknown, input: JsonObject): Outcome => {
  if (typeof input.dir === 'string') go('projects');
  return {};
};

/** A new secret is shown where accounts are. */
const showSecret = (made: AccountSecretView): Outcome => {
  keepFreshSecret(made);
  go('registry', [ACCESS]);
  return made.secret === undefined ? {} : { said: { key: 'outcome.access.secret' } };
};

const copied = (result: ActionResult<'image.pull'>): Outcome => {
  const data = {
    count: result.images.length,
    findings: result.findings.length,
    transferred: bytes(result.transferred),
    skipped: bytes(result.skipped),
  };
  return { said: { key: data.findings > 0 ? 'outcome.copied.findings' : 'outcome.copied', data } };
};

const aliased = ({ aliases }: ActionResult<'image.alias.ls'>): Outcome => {
  go('registry', ['~copies']);
  return { said: { key: 'outcome.aliases', data: { count: aliases.length } } };
};

const ends = {
  succeeded: 'outcome.operation.succeeded',
  failed: 'outcome.operation.failed',
  cancelled: 'outcome.operation.cancelled',
} as const;

/** An operation on an instance: its plan is on the instance, its course among the rehearsals. */
const operated = ({ id, instance, status, failures }: ActionResult<'instance.upgrade'>): Outcome => {
  if (status === 'planned') {
    go('instances', [instance, 'changes']);
    return { said: { key: 'outcome.planned' } };
  }
  if (id !== undefined) go('rehearsals', [id]);
  return { said: { key: ends[status], data: { code: failures[0]?.code ?? '' } } };
};

const priced = ({ file, prices }: ActionResult<'cost.book'>): Outcome => {
  go('world', ['prices']);
  return { said: { key: 'outcome.prices', data: { file, count: prices.length } } };
};

/** What was written; where nothing was, the rehearsal says why. */
const cured = ({ written, files }: ActionResult<'project.cure'>): Outcome => ({
  said: written
    ? { key: 'cure.written', data: { files: files.map((each) => each.name).join(', ') } }
    : { key: 'cure.unwritten' },
  stays: true,
});

export const outcomes: Outcomes = {
  'project.cure': cured,
  'rehearsal.cure': cured,
  'project.add': (result, input) => {
    const dir = (result as { dir?: string } | null)?.dir ?? input.dir;
    if (typeof dir === 'string') go('projects', [dir]);
    return {};
  },
  'project.sample': (result, input) => {
    const dir = (result as { dir?: string } | null)?.dir ?? input.dir;
    if (typeof dir === 'string') go('projects', [dir]);
    return {};
  },
  'project.remove': toProject,
  'rehearsal.start': (result) => {
    go('rehearsals', [(result as { id: string }).id]);
    return {};
  },
  'instance.upgrade': operated,
  'instance.retry': operated,
  'instance.repair': operated,
  'instance.uninstall': operated,
  'instance.break': ({ id }) => {
    go('instances', [id, 'changes']);
    return { said: { key: 'outcome.broken' } };
  },
  'cost.book': priced,
  'rehearsal.remove': () => {
    go('rehearsals');
    return {};
  },
  'cost.price.set': priced,
  'cost.price.remove': priced,
  'instance.remove': () => {
    go('instances');
    return {};
  },
  'license.issue': (result) => {
    const id = (result as { id?: string } | null)?.id;
    if (id !== undefined) go('licenses', [id]);
    return {};
  },
  'registry.rm': (result) => {
    go('registry');
    return {
      said: { key: 'outcome.rm', data: { count: result.removed.length, bytes: bytes(result.reclaimable) } },
    };
  },
  'registry.gc': (result) => ({
    said: {
      key: 'outcome.gc',
      data: { count: result.count - (result.skipped ?? 0), bytes: bytes(result.bytes) },
    },
  }),
  'registry.undo': (result) => ({
    said: { key: 'outcome.undo', data: { count: result.manifests, bytes: bytes(result.bytes) } },
  }),
  'registry.fsck': checked,
  'registry.backup': backedUp,
  'registry.restore': restored,
  'registry.pull': ({ line }) => {
    void navigator.clipboard.writeText(line);
    return { said: { key: 'outcome.pull', data: { line } } };
  },
  'access.add': showSecret,
  'access.secret': showSecret,
  'image.pull': copied,
  'image.push': copied,
  'image.docker.import': (result) => ({
    said: { key: 'outcome.import', data: { count: result.images.length } },
  }),
  'image.docker.load': ({ loaded, digest }) => ({
    said: { key: 'outcome.loaded', data: { names: loaded.join(', ') || digest } },
  }),
  'image.export': ({ file, bytes: size }) => ({
    said: { key: 'outcome.exported', data: { file, bytes: bytes(size) } },
  }),
  'image.alias.add': aliased,
  'image.alias.rm': aliased,
  'image.import': (result) => ({ said: { key: 'outcome.import', data: { count: result.images.length } } }),
};
