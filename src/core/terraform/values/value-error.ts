/** A value that does not do: the sentence part that HCL puts into its message. Caught by the evaluator. */
export class ValueError extends Error {
  override readonly name: string = 'ValueError';
}

/** A mistake in one argument of a function call. `index` counts all arguments from 0. */
export class ArgError extends ValueError {
  override readonly name = 'ArgError';
  readonly index: number;

  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}
