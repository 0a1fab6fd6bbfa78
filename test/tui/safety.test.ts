import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RehearsalEvent } from '../../src/core/install/events.ts';
import { sameText } from '../../src/core/text.ts';
import { visible } from '../../src/core/visible.ts';
import { FakeState } from '../renderer/fake/state.ts';
import { PaperConsole } from './harness.ts';

/** What packages, images, logs and licences may hold to take over a terminal. */
const ATTACKS: Readonly<Record<string, string>> = {
  esc: '\x1b[2J\x1b[H',
  osc52: '\x1b]52;c;ZXZpbA==\x07',
  osc8: '\x1b]8;;http://evil.invalid\x1b\\link\x1b]8;;\x1b\\',
  title: '\x1b]0;owned\x07',
  c1: '\x9b31m\x9d0;owned\x9c',
  bidi: '\u202egnp.exe\u202c\u2066x\u2069',
  carriage: 'good\rEVIL',
  zeroWidth: 'a\u200bb\u200dc\ufeffd\u2060e',
  bell: '\x07\x08\x7f',
  newline: 'one\ntwo\x0bthree\x0cfour',
};
const EVIL = `evil${Object.values(ATTACKS).join('')}end`;

/** Sequences that the console itself writes: colours and looks, cursor, erasing, modes, paste. */
const OWN = /\x1b\[(?:[0-9;]*[mABCDEFGHJK]|\?(?:25|1049|2004|2026)[hl])/g;

let paper: PaperConsole;
afterEach(() => paper.close());

function evilState(): FakeState {
  const state = new FakeState();
  const events = [
    { type: 'started', id: 'rh-evil', project: EVIL, packageId: EVIL, seed: 1, speed: 'instant' },
    {
      type: 'plan',
      resources: [
        { address: EVIL, type: EVIL, name: EVIL, dependsOn: [EVIL], place: { file: EVIL }, fidelity: 'full' },
      ],
      outputs: [EVIL],
    },
    { type: 'resource', address: EVIL, state: 'failed', id: EVIL },
    { type: 'log', level: 'error', address: EVIL, text: sameText(EVIL) },
    { type: 'assumed', assumption: { code: EVIL, text: sameText(EVIL), place: { file: EVIL } } },
    {
      type: 'image',
      image: EVIL,
      object: EVIL,
      status: 'missing',
      platforms: [],
      wanted: { os: 'linux', architecture: 'amd64' },
    },
    { type: 'workload', object: EVIL, state: 'failed', ready: 0, wanted: 1 },
    {
      type: 'chart',
      release: EVIL,
      address: EVIL,
      objects: [{ kind: EVIL, name: EVIL, source: EVIL, hook: true }],
    },
    { type: 'outputs', outputs: [{ name: EVIL, description: EVIL, sensitive: false, value: EVIL }] },
    {
      type: 'failed',
      failure: {
        code: EVIL,
        message: sameText(EVIL),
        remedy: sameText(EVIL),
        address: EVIL,
        causes: [{ kind: 'source', text: sameText(EVIL), place: { file: EVIL } }],
      },
    },
    {
      type: 'finished',
      status: 'failed',
      counts: { resources: 1, created: 0, failed: 1, objects: 1, images: 1, assumptions: 1 },
    },
  ].map((event, at) => ({ ...event, seq: at + 1, at })) as unknown as RehearsalEvent[];
  state.add('rh-evil', `/work/${EVIL}`, events, 'all');
  state.projects.unshift({
    dir: `/work/${EVIL}`,
    name: EVIL,
    packageId: EVIL,
    sample: false,
    addedAt: EVIL,
    missing: false,
  });
  state.repositories.unshift({ name: EVIL, tags: 1, manifests: 1, bytes: 1, updatedAt: EVIL });
  const [license] = state.licenses;
  if (license)
    state.licenses.unshift({ ...license, id: EVIL, instance: EVIL, type: EVIL, mode: EVIL, status: EVIL });
  const [instance] = state.instances;
  if (instance)
    state.instances.unshift({ ...instance, id: EVIL, project: EVIL, main: EVIL, packageId: EVIL });
  return state;
}

describe('threats A-13: text of others in the terminal', () => {
  it('writes nothing to the terminal but its own sequences, on every screen, tab and panel', async () => {
    paper = new PaperConsole({ width: 140, height: 40, state: evilState() });
    await paper.until('Connected', 'evil\\u{1b}[2J');
    for (const screen of ['1', '2', '3', '4', '5', '6', '7']) {
      await paper.press(screen, 'tab');
      for (let tab = 0; tab < 8; tab++) await paper.press('right');
      await paper.press('enter', 'tab', 'enter', '/', `=evil`, 'enter');
    }
    await paper.press('esc', '1', 'd');
    await paper.until('Forget this project?');
    await paper.press('y');
    await paper.press('esc', 'a');
    await paper.paste(EVIL);
    await paper.press('enter');
    const rest = paper.raw.replaceAll(OWN, '');
    expect(rest).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    expect(rest).not.toMatch(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/);
    expect(paper.raw).not.toContain('\x1b]');
    expect(paper.raw).not.toContain('\r');
  });

  it.each(Object.entries(ATTACKS))('%s in a log line is shown, not obeyed', async (_name, attack) => {
    const state = new FakeState();
    const event = { type: 'log', level: 'info', text: sameText(`x${attack}y`), seq: 1, at: 0 } as const;
    state.add('rh-1', '/work/packages/hello-cluster', [event], 'all');
    paper = new PaperConsole({ width: 140, height: 40, state });
    await paper.until('Connected');
    await paper.press('2', 'right');
    await paper.until('0:00');
    await paper.until(/0:00 +x/);
    expect(paper.raw.replaceAll(OWN, '')).not.toMatch(
      /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]/,
    );
    // A log may have lines; everything else is written out.
    const [first = ''] = visible(`x${attack}y`).split('\n');
    expect(paper.screen).toContain(first.slice(0, 40));
    expect(paper.raw).not.toContain(attack === ATTACKS.newline ? '\x0b' : attack);
  });

  it('hands text to Ink in one file only, and makes spans in one place only', () => {
    const folder = join(import.meta.dirname, '../../src/tui');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    const importsText = files.filter((file) =>
      /import \{[^}]*\bText\b[^}]*\} from 'ink'/s.test(readFileSync(join(folder, file), 'utf8')),
    );
    expect(importsText).toEqual(['draw/paint.tsx']);
    const makesSpans = files.filter((file) =>
      /\{[^{}]*\btext\b[^{}]*\btone\b[^{}]*\bbold\b[^{}]*\binverse\b[^{}]*\}/s.test(
        readFileSync(join(folder, file), 'utf8'),
      ),
    );
    expect(
      makesSpans.filter(
        (file) => !['draw/width.ts', 'draw/paint.tsx'].includes(file) && file !== 'draw/span.ts',
      ),
    ).toEqual([]);
  });
});
