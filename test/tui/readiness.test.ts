import { describe, expect, it } from 'vitest';
import { emptyRehearsal } from '../../src/client/index.ts';
import { rehearsalHead } from '../../src/tui/screens/rehearsals/head.ts';

const scene = { words: { t: (key: string) => key, say: (text: { en: string }) => text.en }, console: {} };
const headOf = (fidelity: object): string =>
  rehearsalHead(
    scene as never,
    'r',
    {
      ...emptyRehearsal,
      status: 'succeeded',
      phase: 'done',
      counts: {
        resources: 1,
        created: 1,
        failed: 0,
        objects: 0,
        images: 0,
        assumptions: 0,
        fidelity: { full: [], partial: [], opaque: [], ...fidelity },
      },
    },
    { width: 80, height: 24 } as never,
  )
    .map((line) => line.map((part) => part.text).join(''))
    .join('\n');

describe('a verdict in the terminal console', () => {
  it('names what it rests on and does not know', () => {
    expect(headOf({ opaque: ['NetworkPolicy'], partial: ['Ingress'] })).toMatch(
      /ship\.opaque: NetworkPolicy[\s\S]*ship\.partial: Ingress/,
    );
    expect(headOf({})).not.toContain('ship.');
  });
});
