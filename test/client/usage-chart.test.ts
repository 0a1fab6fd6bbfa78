import { describe, expect, it } from 'vitest';
import { blockChart, resample } from '../../src/client/index.ts';

const at = (second: number, value: number) => ({ at: new Date(second * 1000).toISOString(), value });

describe('charts of blocks', () => {
  it('holds a value until the next one, whatever lies between', () => {
    expect(resample([at(0, 1), at(90, 5), at(100, 5)], 11)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 5]);
    expect(resample([at(0, 1), at(50, 3), at(100, 2)], 3)).toEqual([1, 3, 2]);
    expect(resample([at(7, 4)], 4)).toEqual([4, 4, 4, 4]);
    expect(resample([], 3)).toEqual([0, 0, 0]);
  });

  it('draws eighths, the most in full, nothing as nothing and a little as something', () => {
    expect(blockChart([0, 1, 4, 8], 1)).toEqual([' ▁▄█']);
    expect(blockChart([8, 12, 16], 2)).toEqual([' ▄█', '███']);
    expect(blockChart([1, 1_000_000], 1)).toEqual(['▁█']);
    expect(blockChart([0, 0], 2)).toEqual(['  ', '  ']);
    expect(blockChart([5, 10], 1, 20)).toEqual(['▂▄']);
  });
});
