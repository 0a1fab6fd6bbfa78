import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseInput } from '../../src/actions/invoke.ts';
import { actions } from '../../src/actions/registry.ts';
import { DrydockError } from '../../src/core/errors/index.ts';

const [any] = actions;

function refusal(input: z.ZodObject, given: unknown): DrydockError {
  if (!any) throw new Error('there are no actions');
  try {
    parseInput({ ...any, input }, given);
  } catch (error) {
    if (error instanceof DrydockError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('the words of an input that is refused', () => {
  it('are in both languages', () => {
    const error = refusal(z.object({ speed: z.number() }), { speed: 'fast' });
    const { message, data } = error.report();
    expect(message.en).toBe('Input "speed" is not valid: Invalid input: expected number, received string');
    expect(message['zh-CN']).toMatch(/输入 "speed" 无效:.*数字.*string/);
    expect(message['zh-CN']).not.toMatch(/expected|received/);
    expect(data.detail).toBe('Invalid input: expected number, received string');
    expect(error.messageIn('zh-CN')).toBe(message['zh-CN']);
  });

  it('name a field that is unknown, and what may be chosen', () => {
    expect(refusal(z.object({}), { colour: 'red' }).data.field).toBe('colour');
    const { message } = refusal(z.object({ mode: z.enum(['keep', 'drop']) }), { mode: 'x' }).report();
    for (const words of [message.en, message['zh-CN']]) expect(words).toMatch(/keep.*drop/);
  });

  it('of a check of ours stay ours', () => {
    const even = z.object({ n: z.number().refine((n) => n % 2 === 0, 'must be even') });
    expect(refusal(even, { n: 3 }).report().message['zh-CN']).toContain('must be even');
  });
});
