import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Gate, type Process, Scheduler, Seeds, Slots } from '../../../src/core/install/kernel/index.ts';

const drain = (scheduler: Scheduler): void => {
  while (scheduler.step());
};

describe('Seeds', () => {
  it('gives the same stream for the same purpose and another for another', () => {
    const draw = (...purpose: string[]) => new Seeds('7').for(...purpose).chars(20, 'abcdefgh');
    expect(draw('a', 'b')).toBe(draw('a', 'b'));
    expect(draw('a', 'b')).not.toBe(draw('ab'));
    expect(draw('a')).not.toBe(new Seeds('8').for('a').chars(20, 'abcdefgh'));
  });

  it('stays within its bounds and shuffles without losing anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(100), (seed, low, span) => {
        const random = new Seeds(seed).for('x');
        const drawn = random.between(low, low + span);
        expect(drawn).toBeGreaterThanOrEqual(low);
        expect(drawn).toBeLessThanOrEqual(low + span);
        expect([...random.shuffle('abcabcxyz')].sort().join('')).toBe('aabbccxyz');
      }),
    );
  });
});

describe('Scheduler', () => {
  it('runs processes in the order of virtual time, ties in the order in which they were made', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 40 }), (delays) => {
        const scheduler = new Scheduler();
        const seen: [number, number][] = [];
        delays.forEach((delay, i) => {
          scheduler.spawn(
            (function* (): Process {
              yield delay;
              seen.push([scheduler.now, i]);
            })(),
          );
        });
        drain(scheduler);
        const wanted = delays
          .map((delay, i): [number, number] => [delay, i])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(seen).toEqual(wanted);
      }),
    );
  });

  it('lets waiters go on when a gate opens, and those that come later at once', () => {
    const scheduler = new Scheduler();
    const gate = new Gate();
    const seen: string[] = [];
    const waiter = function* (name: string, delay: number): Process {
      yield delay;
      yield gate;
      seen.push(`${name}@${scheduler.now}`);
    };
    scheduler.spawn(waiter('early', 0));
    scheduler.spawn(waiter('late', 50));
    scheduler.spawn(
      (function* (): Process {
        yield 10;
        gate.open();
      })(),
    );
    drain(scheduler);
    expect(seen).toEqual(['early@10', 'late@50']);
  });

  it('never gives out more slots than there are', () => {
    const scheduler = new Scheduler();
    const slots = new Slots(3);
    let busy = 0;
    let most = 0;
    let done = 0;
    for (let i = 0; i < 20; i++) {
      scheduler.spawn(
        (function* (): Process {
          yield* slots.take();
          most = Math.max(most, ++busy);
          yield 5 + (i % 4);
          busy--;
          done++;
          slots.release();
        })(),
      );
    }
    drain(scheduler);
    expect({ most, done, busy }).toEqual({ most: 3, done: 20, busy: 0 });
  });
});
