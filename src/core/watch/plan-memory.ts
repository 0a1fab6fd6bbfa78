import type { Planned, PlanRequest } from '../install/index.ts';
import { type FileReads, RecordingFiles } from '../package/index.ts';
import { createApply } from '../terraform/index.ts';

interface Memory {
  readonly key: string;
  readonly world: PlanRequest['world'];
  readonly reads: FileReads;
  readonly planned: Planned;
  /** Random numbers that planning drew: a plan that is kept draws them, too, so that what follows is the same. */
  readonly draws: number;
}

/** The last plan, kept while the files that it read, its variables, its account and its time are the same. */
export class PlanMemory {
  #memory: Memory | undefined;
  #made = 0;

  /** How many plans were really made. */
  get made(): number {
    return this.#made;
  }

  plan(make: (request: PlanRequest) => Planned, request: PlanRequest): Planned {
    const { source, clock, random, world, ...rest } = request;
    const key = JSON.stringify([rest, clock().getTime()]);
    const known = this.#memory;
    if (known?.key === key && known.world === world && known.reads.holdFor(source.files)) {
      for (let i = 0; i < known.draws; i += 1) random();
      return withSession(known, request);
    }
    this.#made += 1;
    let draws = 0;
    const counted = (): number => {
      draws += 1;
      return random();
    };
    const files = new RecordingFiles(source.files);
    const observed = { ...request, source: { root: source.root, files }, random: counted };
    const planned = make(observed);
    this.#memory = { key, world, reads: files.reads, planned, draws };
    return planned;
  }
}

/** A session of its own for each apply: what one apply made up is nothing to the next. */
function withSession({ planned, reads }: Memory, { source, clock, random }: PlanRequest): Planned {
  const { plan, input } = planned;
  if (!plan || !input) return planned;
  // Applying reads files, too: they count for whether the plan may be kept.
  const own = { ...input, files: new RecordingFiles(source.files, reads), clock, random };
  return { ...planned, input: own, session: createApply(own) };
}
