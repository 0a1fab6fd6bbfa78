import { type Planned, type PlanRequest, packagePlanInput } from '../install/index.ts';
import { type FileReads, RecordingFiles } from '../package/index.ts';
import { createApply, createPlan, type PlanInput, type Schemas } from '../terraform/index.ts';

interface Memory {
  readonly key: string;
  /** The account that data sources were read from; an object of its own is another account. */
  readonly world: PlanRequest['world'];
  readonly reads: FileReads;
  readonly planned: Pick<Planned, 'plan' | 'diagnostics'>;
  readonly input: PlanInput | undefined;
  /** Random numbers that planning drew: a plan that is kept draws them, too, so that what follows is the same. */
  readonly draws: number;
}

/** The last plan, kept while the files that it read, its variables and its time are the same. */
export class PlanMemory {
  readonly #schemas: Schemas;
  #memory: Memory | undefined;
  #made = 0;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** How many plans were really made. */
  get made(): number {
    return this.#made;
  }

  plan(request: PlanRequest): Planned {
    const { source, dialect, variables, clock, random } = request;
    const key = JSON.stringify([dialect, variables, clock().getTime()]);
    const known = this.#memory;
    if (known?.key === key && known.world === request.world && known.reads.holdFor(source.files)) {
      for (let i = 0; i < known.draws; i += 1) random();
      return this.#withSession(known, request);
    }
    this.#made += 1;
    let draws = 0;
    const counted = (): number => {
      draws += 1;
      return random();
    };
    const files = new RecordingFiles(source.files);
    const observed = { ...request, source: { root: source.root, files }, random: counted };
    const { input, diagnostics: reading } = packagePlanInput(observed, this.#schemas);
    const result = input && createPlan(input);
    const memory: Memory = {
      key,
      world: request.world,
      reads: files.reads,
      planned: {
        diagnostics: [...reading, ...(result?.diagnostics ?? [])],
        ...(result?.plan ? { plan: result.plan } : {}),
      },
      input,
      draws,
    };
    this.#memory = memory;
    return this.#withSession(memory, request);
  }

  #withSession({ planned, input, reads }: Memory, { source, clock, random }: PlanRequest): Planned {
    if (!planned.plan || !input) return planned;
    // Applying reads files, too: they count for whether the plan may be kept.
    const files = new RecordingFiles(source.files, reads);
    return { ...planned, session: createApply({ ...input, files, clock, random }) };
  }
}
