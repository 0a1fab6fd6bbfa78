import { DrydockError } from '../../errors/index.ts';
import type { Value } from '../go/value.ts';
import { treeSize } from './tree-size.ts';

/** Bounds of one rendering. Each names itself in its error when it is hit. */
export interface RenderLimits {
  /** Template nodes and function calls. */
  readonly steps: number;
  /** UTF-16 units of text of all templates together. */
  readonly output: number;
  /** UTF-16 units of any one string that a function makes. */
  readonly text: number;
  /** UTF-16 units, about, of everything that functions make in one rendering, whether it is kept or not. */
  readonly made: number;
  /** Templates within templates. */
  readonly depth: number;
  /** Milliseconds. */
  readonly time: number;
}

export const DEFAULT_LIMITS: RenderLimits = {
  steps: 5_000_000,
  output: 64 * 1024 * 1024,
  text: 8 * 1024 * 1024,
  made: 160 * 1024 * 1024,
  depth: 2_000,
  time: 30_000,
};

/** Counts what a rendering uses and ends it at its bounds. */
export class Fuel {
  readonly limits: RenderLimits;
  private readonly signal: AbortSignal | undefined;
  private readonly deadline: number;
  private steps = 0;
  private written = 0;
  private held = 0;

  constructor(limits: RenderLimits, signal: AbortSignal | undefined) {
    this.limits = limits;
    this.signal = signal;
    this.deadline = performance.now() + limits.time;
  }

  /** Spends steps; throws HELM_LIMIT_STEPS or HELM_LIMIT_TIME, or CANCELLED when the signal fired. */
  step(count = 1): void {
    const before = this.steps;
    this.steps += count;
    if (this.steps > this.limits.steps)
      throw new DrydockError('HELM_LIMIT_STEPS', { limit: this.limits.steps });
    if (before >> 10 !== this.steps >> 10) this.pause();
  }

  private pause(): void {
    if (this.signal?.aborted === true) throw new DrydockError('CANCELLED', { what: 'helm template' });
    if (performance.now() > this.deadline)
      throw new DrydockError('HELM_LIMIT_TIME', { limit: this.limits.time });
  }

  /** Text that goes to a template's output. */
  write(length: number): void {
    this.written += length;
    if (this.written > this.limits.output) this.full(this.limits.output);
  }

  /** A text that a function is about to make. */
  text(length: number): void {
    const most = Math.min(this.limits.text, this.limits.output);
    if (length > most) this.full(most);
    if (length > 1024) this.step(length >> 10);
  }

  /** A text that a function made. */
  string(length: number): void {
    if (length > 4096) this.text(length);
    this.made(length + 16);
  }

  /** What a function made: paid for even where it is thrown away, since nobody can say what a template keeps. */
  made(length: number): void {
    this.held += length;
    if (this.held > this.limits.made) this.full(this.limits.made);
  }

  /** Arguments that a function is about to read: hashing or changing a long text is work like any other. */
  given(args: readonly Value[]): void {
    for (const arg of args) if (typeof arg === 'string' && arg.length > 512) this.step(arg.length >> 5);
  }

  /** A value that is about to be written out, with everything inside it. */
  tree(value: Value): void {
    const size = treeSize(value, Math.min(this.limits.text, this.limits.output));
    this.text(size);
    this.step(size >> 2);
  }

  private full(limit: number): never {
    throw new DrydockError('HELM_LIMIT_OUTPUT', { limit });
  }

  depth(depth: number): void {
    if (depth > this.limits.depth) throw new DrydockError('HELM_LIMIT_DEPTH', { limit: this.limits.depth });
  }
}
