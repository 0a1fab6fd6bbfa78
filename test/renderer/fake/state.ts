import type { RehearsalEvent } from '../../../src/core/install/events.ts';
import { faultCatalogue } from '../../../src/core/install/index.ts';
import { text } from '../../../src/core/text.ts';
import { defaultWorld } from '../../../src/core/world/index.ts';
import { FakeAccess } from './access.ts';
import { cureView } from './cure.ts';
import { inspected, instanceDetail, instances, licenses, licenseText, verdict } from './instances.ts';
import { estimate, operated, preview, priceBook } from './lifecycle.ts';
import { matrixList, matrixRun, watchRun } from './matrix.ts';
import { form, lintView, plan, projectDetail, projects } from './project.ts';
import { fidelityView, imagesView } from './readiness.ts';
import {
  digestOf,
  gc,
  gcReasons,
  imageView,
  receipts,
  repositories,
  tagPage,
  traffic,
  usage,
  why,
} from './registry.ts';
import { failedScript, script } from './rehearsal.ts';
import { permissionsView, scenarioList, testRun } from './scenarios.ts';

type Input = Record<string, unknown>;
type Emit = (event: unknown) => void;

export interface FakeRun {
  readonly id: string;
  readonly dir: string;
  readonly startedAt: string;
  events: RehearsalEvent[];
  over: boolean;
  readonly listeners: Set<(event: RehearsalEvent | undefined) => void>;
}

/** What the engine of paper knows and does. */
export class FakeState {
  readonly calls: { readonly id: string; readonly input: unknown }[] = [];
  readonly projects = [...projects];
  readonly instances = [...instances];
  readonly licenses = [...licenses];
  repositories = [...repositories];
  readonly runs: FakeRun[] = [];
  outside = 0;
  /** When set, every call fails with it. */
  broken: unknown;
  /** Answers of one test, before those below. */
  readonly answers: Record<string, (input: Input) => unknown> = {};
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #watchers = new Set<Emit>();

  constructor() {
    this.add('rh-7', '/work/packages/hello-cluster', script('rh-7', '/work/packages/hello-cluster'), 'all');
    this.add('rh-6', '/work/packages/clb-demo', failedScript('rh-6', '/work/packages/clb-demo'), 'all');
  }

  /** Adds a rehearsal; `all` is over at once, a number is how many events come a second. */
  add(id: string, dir: string, events: readonly RehearsalEvent[], pace: 'all' | number): FakeRun {
    const run: FakeRun = {
      id,
      dir,
      startedAt: new Date(Date.now() - 95_000).toISOString(),
      events: [],
      over: false,
      listeners: new Set(),
    };
    this.runs.unshift(run);
    if (pace === 'all') {
      run.events = [...events];
      run.over = true;
    } else this.#play(run, [...events], 1000 / pace);
    this.changed('rehearsals');
    return run;
  }

  #play(run: FakeRun, rest: RehearsalEvent[], ms: number): void {
    const timer = setInterval(() => {
      const event = run.over ? undefined : rest.shift();
      if (event) {
        run.events.push(event);
        for (const listener of run.listeners) listener(event);
        return;
      }
      clearInterval(timer);
      this.#timers.delete(timer);
      run.over = true;
      for (const listener of run.listeners) listener(undefined);
      this.changed('rehearsals');
    }, ms);
    this.#timers.add(timer);
  }

  /** How many pages follow the engine now. */
  get watching(): number {
    return this.#watchers.size;
  }

  changed(topic: string): void {
    for (const emit of this.#watchers) emit({ topic });
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  async call(id: string, input: Input, emit: Emit, signal: AbortSignal): Promise<unknown> {
    if (this.broken) throw this.broken;
    const answer = this.answers[id] ?? this.#answers[id];
    if (!answer) throw problem('ACTION_UNKNOWN', `no action ${id}`);
    return answer(input, emit, signal);
  }

  readonly access = new FakeAccess(() => this.changed('registry'));

  readonly #answers: Readonly<Record<string, (input: Input, emit: Emit, signal: AbortSignal) => unknown>> = {
    'engine.status': () => ({
      version: '0.1.0',
      home: '/home/dev/.local/share/drydock',
      pid: 4711,
      running: true,
      startedAt: new Date(Date.now() - 3_600_000).toISOString(),
      registry: { address: '127.0.0.1:5100' },
      console: { url: 'http://127.0.0.1:5180/?token=secret' },
      cloud: null,
      outsideConnections: this.outside,
    }),
    'engine.watch': async (_input, emit, signal) => {
      this.#watchers.add(emit);
      emit({ topic: 'engine' });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      this.#watchers.delete(emit);
      return null;
    },
    'engine.stop': () => null,
    'project.list': () => this.projects,
    'project.show': ({ dir }) => projectDetail(String(dir)),
    'project.add': ({ dir }) => this.#addProject(String(dir), false),
    'project.sample': ({ dir }) => this.#addProject(String(dir), true),
    'project.remove': ({ dir }) => {
      const at = this.projects.findIndex((each) => each.dir === dir);
      if (at < 0) throw problem('NOT_FOUND', `There is no project "${String(dir)}".`);
      this.projects.splice(at, 1);
      this.changed('projects');
      return null;
    },
    lint: ({ dir, dialect }) => lintView(String(dir), dialect === 'terraform' ? 'terraform' : 'cloudapp'),
    form: ({ answers }) => form(answers),
    plan: ({ dir, answers }) => plan(String(dir), answers),
    'scenario.list': ({ dir }) => scenarioList(String(dir)),
    'matrix.list': ({ dir }) => matrixList(String(dir)),
    matrix: ({ dir }, emit) => matrixRun(String(dir), emit),
    'project.watch': (_input, emit, signal) => watchRun(emit, signal),
    'project.cure': (input) => cureView(input),
    'rehearsal.cure': (input) => cureView(input),
    'fault.list': () => faultCatalogue,
    images: ({ dir }) => imagesView(String(dir)),
    fidelity: ({ dir }) => fidelityView(dir === undefined ? null : String(dir)),
    permissions: ({ dir, call }) => permissionsView(String(dir), call),
    test: ({ dir }, emit) => testRun(String(dir), emit),
    'rehearsal.list': () => this.runs.map((run) => this.#view(run)),
    'rehearsal.start': ({ dir }) => {
      const id = `rh-${this.runs.length + 6}`;
      this.add(id, String(dir), script(id, String(dir)), 12);
      return { id };
    },
    simulate: async ({ dir }, emit, signal) => {
      const id = `rh-${this.runs.length + 6}`;
      const run = this.add(id, String(dir), script(id, String(dir)), 20);
      signal.addEventListener('abort', () => this.#cancel(run));
      await this.#follow(run, 1, emit, signal);
      return {
        id,
        status: 'succeeded',
        outputs: [],
        failures: [],
        findings: [],
        assumptions: [],
        counts: {},
      };
    },
    'rehearsal.watch': async ({ id, from }, emit, signal) => {
      const run = this.runs.find((each) => each.id === id);
      if (!run) throw problem('NOT_FOUND', `There is no rehearsal "${String(id)}".`);
      await this.#follow(run, Number(from ?? 1), emit, signal);
      return null;
    },
    'rehearsal.cancel': ({ id }) => {
      const run = this.runs.find((each) => each.id === id);
      if (run) this.#cancel(run);
      return { id, cancelled: run !== undefined };
    },
    'rehearsal.remove': ({ id }) => {
      this.runs.splice(
        this.runs.findIndex((each) => each.id === id),
        1,
      );
      return { id };
    },
    'instance.list': () => this.instances,
    'instance.show': ({ id, reveal }) => instanceDetail(String(id), reveal === true),
    'instance.preview': ({ operation }) => preview(String(operation ?? 'upgrade')),
    'instance.cost': () => estimate,
    cost: () => estimate,
    'cost.book': () => priceBook,
    'cost.price.set': () => priceBook,
    'cost.price.remove': () => priceBook,
    'instance.break': ({ id }) => ({ id, drift: [] }),
    'instance.upgrade': (input) => operated(input),
    'instance.retry': (input) => operated(input),
    'instance.repair': (input) => operated(input),
    'instance.uninstall': (input) => operated(input),
    'instance.remove': ({ id }) => {
      this.instances.splice(
        this.instances.findIndex((each) => each.id === id),
        1,
      );
      this.changed('instances');
      return null;
    },
    'license.list': () => this.licenses,
    'license.show': () => ({ text: licenseText }),
    'license.issue': () => this.licenses[0],
    'license.inspect': () => inspected,
    'license.verify': ({ file }) => verdict((file as { text: string }).text),
    ...this.access.answers,
    'registry.ls': () => this.repositories,
    'registry.usage': (input) => usage(this.repositories.length, input),
    'registry.tags': (input) => tagPage(input),
    'registry.watch': async (_input, emit, signal) => {
      for (const event of traffic(Date.now())) emit(event);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return null;
    },
    'registry.receipts': () => receipts(Date.now()),
    'registry.receipt': ({ receipt }) => ({
      ...receipts(Date.now()).find((each) => each.receipt === receipt),
      reasons: gcReasons(),
      items: gc(),
      more: 0,
    }),
    'registry.undo': ({ receipt }) => ({ receipt, manifests: 12, blobs: 34, bytes: 74_220_114 }),
    'registry.why': ({ digest }) => why(String(digest)),
    'registry.pull': ({ reference }) => imageView(String(reference)).commands[0],
    'registry.show': ({ reference }) => imageView(String(reference)),
    'registry.rm': ({ reference, dryRun }) => {
      const removed = [
        String(reference),
        'sha256:2f1e0ddbbd0c7dbb6dfba7f8c9ee5b1e5c1bb3be5b0a7f8a9fd1ce3f1a4c0b7d',
      ];
      if (dryRun !== true)
        this.repositories = this.repositories.filter((each) => !String(reference).startsWith(each.name));
      this.changed('registry');
      return {
        preview: 'aaaaaaaaaaaaaaaa',
        removed,
        reclaimable: 48_220_114,
        dryRun: dryRun === true,
        keptBytes: 3_402_542,
        kept: [{ digest: digestOf('base'), bytes: 3_402_542, images: ['shop/ui:1.4.0'], more: 12 }],
        holders: [],
      };
    },
    'registry.gc': async ({ dryRun }, emit) => {
      const items = gc();
      const told = {
        preview: 'bbbbbbbbbbbbbbbb',
        count: items.length,
        items,
        reasons: gcReasons(),
        bytes: items.reduce((sum, item) => sum + item.bytes, 0),
        spared: 3,
      };
      if (dryRun === true) return { ...told, dryRun: true };
      for (let done = 0; done <= items.length; done += 5) {
        emit({ type: 'progress', what: 'blobs', done, total: items.length, unit: 'items' });
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      return { ...told, dryRun: false, receipt: '3' };
    },
    'image.alias.ls': () => ({
      aliases: [
        { host: 'harbor.example.com', paths: ['mirror/{path}', '{rest}'], builtIn: false },
        { host: 'ccr.ccs.tencentyun.com', paths: ['{path}', '{rest}'], builtIn: true },
      ],
    }),
    'image.import': () => ({ images: [{ reference: 'shop/web:1.0', digest: 'sha256:00', platforms: [] }] }),
    'world.show': ({ world }) => {
      if (world) throw problem('WORLD_INVALID', 'The world file is not valid: regions is not a list');
      return defaultWorld();
    },
  };

  #addProject(dir: string, sample: boolean): unknown {
    if (dir.includes('nowhere')) throw problem('PACKAGE_NOT_FOUND', `There is no package in ${dir}.`);
    const project = {
      dir,
      name: dir.split('/').pop() ?? dir,
      packageId: 'pkg-new00000',
      sample,
      addedAt: new Date().toISOString(),
      missing: false,
    };
    this.projects.push(project);
    this.changed('projects');
    return project;
  }

  #cancel(run: FakeRun): void {
    if (run.over) return;
    run.over = true;
    const counts = { resources: 0, created: 0, failed: 0, objects: 0, images: 0, assumptions: 0 };
    const event: RehearsalEvent = {
      seq: run.events.length + 1,
      at: run.events.at(-1)?.at ?? 0,
      type: 'finished',
      status: 'cancelled',
      counts,
    };
    run.events.push(event);
    for (const listener of run.listeners) listener(event);
  }

  #view(run: FakeRun): unknown {
    const plan = run.events.find((event) => event.type === 'plan');
    const end = run.events.find((event) => event.type === 'finished');
    return {
      id: run.id,
      project: run.dir.split('/').pop(),
      dir: run.dir,
      packageId: 'pkg-h4k2m9xq',
      state: end?.type === 'finished' ? end.status : 'running',
      startedAt: run.startedAt,
      created: run.events.filter((event) => event.type === 'resource' && event.state === 'created').length,
      resources: plan?.type === 'plan' ? plan.resources.length : 0,
      events: run.events.length,
    };
  }

  async #follow(run: FakeRun, from: number, emit: Emit, signal: AbortSignal): Promise<void> {
    for (const event of run.events) if (event.seq >= from) emit(event);
    if (run.over) return;
    await new Promise<void>((resolve) => {
      const listener = (event: RehearsalEvent | undefined): void => {
        if (event) emit(event);
        if (!event || event.type === 'finished') {
          run.listeners.delete(listener);
          resolve();
        }
      };
      run.listeners.add(listener);
      signal.addEventListener('abort', () => {
        run.listeners.delete(listener);
        resolve();
      });
    });
  }
}

/** An error as the control API reports it. */
export const problem = (code: string, message: string): unknown => ({
  code,
  message: text(message, message),
  remedy: text('List what there is with `drydock project list`.', '使用 `drydock project list` 查看。'),
  exit: 1,
  data: {},
});
