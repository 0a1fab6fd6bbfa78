import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { type Instance, render } from 'ink';
import { createElement } from 'react';
import type { Lang } from '../../src/core/text.ts';
import { type App, createApp, type Surroundings } from '../../src/tui/state/app.ts';
import { refreshDetails } from '../../src/tui/state/refresh.ts';
import { Root } from '../../src/tui/view/root.tsx';
import { createViewport } from '../../src/tui/view/viewport.ts';
import { FakeState } from '../renderer/fake/state.ts';
import { fakeClient } from './fake-client.ts';

/** Bytes of the keys that have names. */
const bytes: Readonly<Record<string, string>> = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pagedown: '\x1b[6~',
  end: '\x1b[F',
  enter: '\r',
  esc: '\x1b',
  tab: '\t',
  backspace: '\x7f',
  'ctrl-p': '\x10',
  'ctrl-x': '\x18',
  'ctrl-c': '\x03',
};

interface Options {
  readonly width?: number;
  readonly height?: number;
  readonly lang?: Lang;
  readonly state?: FakeState;
  readonly around?: Partial<Surroundings>;
  /** Writes as to a real terminal: only what has changed. */
  readonly wire?: boolean;
}

/** The console, drawn by Ink on a screen of paper. */
export class PaperConsole {
  readonly state: FakeState;
  readonly app: App;
  readonly quits: number[] = [];
  /** Everything that was written, as it was written. */
  raw = '';
  #last = '';
  readonly #instance: Instance;
  readonly #stdin: PassThrough;
  readonly #background = new AbortController();

  constructor({
    width = 80,
    height = 24,
    lang = 'en',
    state = new FakeState(),
    around = {},
    wire = false,
  }: Options = {}) {
    this.state = state;
    const { client } = fakeClient(state);
    this.app = createApp({
      client,
      lang,
      around: {
        home: '/home/dev',
        color: true,
        pid: 1,
        now: () => Date.now(),
        absolute: (path) => (path.startsWith('/') ? path : `/here/${path}`),
        readText: async (path) => ({ name: path, text: `text of ${path}` }),
        complete: () => '',
        ...around,
      },
      quit: (status) => this.quits.push(status),
    });
    refreshDetails(this.app);
    this.#stdin = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: () => undefined,
      ref: () => undefined,
      unref: () => undefined,
    });
    const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: width, rows: height });
    stdout.on('data', (chunk: Buffer) => {
      this.raw += chunk.toString('utf8');
      this.#last = chunk.toString('utf8');
    });
    this.#instance = render(createElement(Root, { app: this.app, viewport: createViewport() }), {
      stdin: this.#stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      stderr: stdout as unknown as NodeJS.WriteStream,
      ...(wire ? { incrementalRendering: true, alternateScreen: true, maxFps: 20 } : { debug: true }),
      exitOnCtrlC: false,
      patchConsole: false,
      interactive: true,
    });
    void this.app.console.follow(this.#background.signal);
  }

  /** The screen as text, one line a row. */
  get screen(): string {
    return stripVTControlCharacters(this.#last);
  }

  /** Presses keys by name, or types a text that begins with `=`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#stdin.write(key.startsWith('=') ? key.slice(1) : (bytes[key] ?? key));
      // Esc is told from the start of a sequence by what does not come.
      await pause(key === 'esc' ? 60 : 12);
    }
  }

  async paste(text: string): Promise<void> {
    this.#stdin.write(`\x1b[200~${text}\x1b[201~`);
    await pause(20);
  }

  /** The screen as soon as it shows all of these. */
  async until(...wanted: readonly (string | RegExp)[]): Promise<string> {
    const end = Date.now() + 5000;
    for (;;) {
      const { screen } = this;
      if (wanted.every((each) => (typeof each === 'string' ? screen.includes(each) : each.test(screen))))
        return screen;
      if (Date.now() > end) throw new Error(`not seen: ${wanted.join(', ')}\n${screen}`);
      await pause(15);
    }
  }

  /** Inputs that an action was called with. */
  inputs(id: string): readonly unknown[] {
    return this.state.calls.filter((call) => call.id === id).map((call) => call.input);
  }

  close(): void {
    this.#background.abort();
    this.app.watch.follow(undefined);
    this.app.activity.watch(false);
    this.app.answers.close();
    this.#instance.unmount();
    this.state.close();
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
