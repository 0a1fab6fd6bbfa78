import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionCatalogue } from '../../src/actions/index.ts';
import { cliLine, emptyRehearsal, quote } from '../../src/client/index.ts';
import type { RehearsalEvent } from '../../src/core/install/events.ts';
import { referenceOf, subjectsOf } from '../../src/renderer/actions/subjects.ts';
import { parseRoute } from '../../src/renderer/state/route.ts';
import { bytes, clock, duration, platformName, shortDigest } from '../../src/renderer/text/format.ts';
import { pieces, visible, visibleBlock } from '../../src/renderer/text/visible.ts';
import { script } from './fake/rehearsal.ts';

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

describe('texts of others made visible (A-13, A-14)', () => {
  it('names what would steer a terminal or turn the line', () => {
    expect(visible('a\u001b[2Jb')).toBe('a␛[2Jb');
    expect(visible('x\u202Egpj.exe')).toBe('x⟨U+202E⟩gpj.exe');
    expect(visible('zero\u200bwidth')).toBe('zero⟨U+200B⟩width');
    expect(visible('c1\u009b31m')).toBe('c1⟨U+009B⟩31m');
    expect(visibleBlock('a\r\nb\tc\u0007')).toBe('a\nb\tc␇');
  });

  it('leaves no control character in any text, and plain text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(CONTROL.test(visible(text))).toBe(false);
        expect(
          pieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(visible(text));
      }),
    );
    expect(visible('名称 Ünïcode – ok 👍')).toBe('名称 Ünïcode – ok 👍');
  });
});

describe('the command line that does the same', () => {
  const view = (id: string) => {
    const found = actionCatalogue().find((each) => each.id === id);
    if (!found) throw new Error(id);
    return found;
  };

  it('has positional words, flags, and no defaults', () => {
    expect(cliLine(view('lint'), { dir: '/a/b', dialect: 'cloudapp' })).toBe('drydock lint /a/b');
    expect(cliLine(view('lint'), { dir: '/a/b', dialect: 'terraform' })).toBe(
      'drydock lint /a/b --dialect terraform',
    );
    expect(cliLine(view('registry.rm'), { reference: 'a/b:1', dryRun: true })).toBe(
      'drydock registry rm a/b:1 --dry-run',
    );
    expect(
      cliLine(view('rehearsal.start'), {
        dir: '/p',
        worldClosed: true,
        fault: ['sold-out', 'quota=cvm'],
        speed: '60',
      }),
    ).toBe('drydock rehearsal start /p --world-closed --speed 60 --fault sold-out --fault quota=cvm');
  });

  it('shows placeholders for what is missing or has no file', () => {
    expect(cliLine(view('registry.rm'), {})).toBe('drydock registry rm REFERENCE');
    expect(cliLine(view('plan'), { dir: '/p', answers: { values: { a: 1 } } })).toBe(
      'drydock plan /p --answers FILE',
    );
    expect(cliLine(view('world.show'), { world: { name: 'my world.yaml', text: 'x' } })).toBe(
      "drydock world show --world 'my world.yaml'",
    );
  });

  it('quotes what a shell would read otherwise', () => {
    expect(quote("it's $HOME")).toBe(`'it'\\''s $HOME'`);
    expect(quote('a;rm -rf b')).toBe("'a;rm -rf b'");
    expect(quote('/plain/path-1.0_x')).toBe('/plain/path-1.0_x');
    expect(quote('')).toBe("''");
  });
});

describe('places', () => {
  it('reads a hash and gives the first screen for anything else', () => {
    expect(parseRoute('#/registry/sample%2Fweb/1.0')).toEqual({
      screen: 'registry',
      path: ['sample/web', '1.0'],
    });
    for (const hash of ['', '#', '#/nonsense/x', '#/__proto__'])
      expect(parseRoute(hash)).toEqual({ screen: 'projects', path: [] });
    expect(parseRoute('#/projects/%E0%A4%A')).toEqual({ screen: 'projects', path: ['%E0%A4%A'] });
  });

  it('knows what a place selects', () => {
    expect(subjectsOf({ screen: 'registry', path: ['a/b', '1.0'] })).toEqual({
      repository: 'a/b',
      tag: 'a/b:1.0',
    });
    expect(subjectsOf({ screen: 'registry', path: ['a/b'] })).toEqual({ repository: 'a/b', tag: 'a/b' });
    expect(subjectsOf({ screen: 'licenses', path: ['~check'] })).toEqual({});
    expect(referenceOf('a/b', 'sha256:00')).toBe('a/b@sha256:00');
  });
});

describe('figures', () => {
  it('are short and exact enough', () => {
    expect([bytes(0), bytes(1023), bytes(1536), bytes(812_443_120)]).toEqual([
      '0 B',
      '1023 B',
      '1.5 KiB',
      '775 MiB',
    ]);
    expect([clock(0), clock(7400), clock(760_000), clock(3_723_000)]).toEqual([
      '0:00',
      '0:07',
      '12:40',
      '1:02:03',
    ]);
    expect([duration(820), duration(7400), duration(412_000), duration(7_260_000)]).toEqual([
      '820 ms',
      '7.4 s',
      '6m 52s',
      '2h 1m',
    ]);
    expect(platformName({ os: 'linux', architecture: 'arm64', variant: 'v8' })).toBe('linux/arm64/v8');
    expect(shortDigest(`sha256:${'ab'.repeat(32)}`)).toBe('sha256:abababababab');
    expect(shortDigest('odd')).toBe('odd');
  });
});

describe('watching a rehearsal', () => {
  it('adds batches up to the same as one by one, and a replay changes nothing', async () => {
    const { addEvents } = await import('../../src/renderer/state/add-events.ts');
    const events: readonly RehearsalEvent[] = script('rh-1', '/p');
    const whole = addEvents({ model: emptyRehearsal, log: [] }, events);
    let stepwise = addEvents({ model: emptyRehearsal, log: [] }, events.slice(0, 9));
    for (const event of events.slice(5)) stepwise = addEvents(stepwise, [event]);
    expect(stepwise).toEqual(whole);
    expect(addEvents(whole, events)).toEqual(whole);
    expect(whole.log.length).toBe(events.filter((event) => event.type === 'log').length);
    expect(whole.model.status).toBe('succeeded');
  });
});
