import type { ErrorPlace } from '../../errors/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { ElementCounts } from '../../terraform/index.ts';
import type { PlannedResource } from '../../terraform/plan/types.ts';
import type { LocalText } from '../../text.ts';
import type { Assumption, Cause, Cure, Failure } from '../events.ts';
import { failure, placeName, worldName } from '../failure.ts';
import type { Provenance, WrittenText } from '../provenance.ts';
import type { SimCode } from '../rules.ts';
import type { Fillings } from '../template.ts';
import { at, firstText, isEmpty } from '../values.ts';
import type { WorldView } from '../world-view.ts';

/** What a subject reports while it is checked. */
export interface Notices {
  assume(assumption: Assumption): void;
  warn(address: string, text: LocalText): void;
}

export interface SubjectParts {
  readonly planned: PlannedResource;
  /** The arguments as they are now that everything before is created. */
  readonly args: JsonObject;
  /** The arguments before a fault took values away; absent: the same. */
  readonly before?: JsonObject;
  /** What the resource has already, when it is changed in place. */
  readonly standing?: JsonObject | undefined;
  /** Paths of `args` that are sensitive (Terraform plan style). */
  readonly sensitive: Json;
  /** The provider's region. */
  readonly region: string;
  readonly view: WorldView;
  readonly provenance: Provenance;
  readonly notices: Notices;
  readonly cloudappId: string;
  /** Virtual time as ISO text. */
  readonly now: string;
  /** How many elements the package expects in lists of a data source. */
  readonly elements?: ElementCounts;
  /** The change that gets past a failure of this resource, where one is known. */
  cure?(code: SimCode, path: string, data: Fillings, subject: Subject): Cure | undefined;
}

/** One resource about to be created: what behaviours check and fill in. */
export class Subject {
  readonly planned: PlannedResource;
  readonly args: JsonObject;
  readonly view: WorldView;
  readonly cloudappId: string;
  readonly now: string;
  readonly #parts: SubjectParts;

  constructor(parts: SubjectParts) {
    this.#parts = parts;
    this.planned = parts.planned;
    this.args = parts.args;
    this.view = parts.view;
    this.cloudappId = parts.cloudappId;
    this.now = parts.now;
  }

  get address(): string {
    return this.planned.address;
  }

  /** The resource's own region, else its provider's. */
  get region(): string {
    return firstText(this.args.region) ?? this.#parts.region;
  }

  get zone(): string | undefined {
    return firstText(this.args.availability_zone);
  }

  /** How many elements the package expects in a list of a data source; undefined where it counts none. */
  elementsOf(list: string): number | undefined {
    return this.#parts.elements?.get(list);
  }

  /** The name as given, else as the platform makes it: `${cloudappId}_${definedName}`. */
  nameOr(argument: string): string {
    return firstText(this.args[argument]) ?? `${this.cloudappId}_${this.planned.name}`;
  }

  value(path: string): Json | undefined {
    return at(this.args, path);
  }

  /** The first text at a path; undefined where it is empty. */
  text(path: string): string | undefined {
    return firstText(this.value(path));
  }

  /** Whether the resource stands already and is changed in place: it takes no quota. */
  get stands(): boolean {
    return this.#parts.standing !== undefined;
  }

  /** Whether it stands with just this value already: the cloud is asked for nothing new there. */
  holds(path: string): boolean {
    const { standing } = this.#parts;
    const text = this.text(path);
    return standing !== undefined && text !== undefined && firstText(at(standing, path)) === text;
  }

  /** The value at a path before a fault took it away. */
  before(path: string): Json | undefined {
    return at(this.#parts.before ?? this.args, path);
  }

  given(path: string): boolean {
    return !isEmpty(this.value(path));
  }

  place(path?: string): ErrorPlace {
    return this.#parts.provenance.place(this.planned, path);
  }

  /** What is written for an argument. */
  expression(path: string): WrittenText | undefined {
    return this.#parts.provenance.expression(this.planned, path);
  }

  /** Form fields that an argument reads. */
  argsBehind(path: string): readonly string[] {
    return this.#parts.provenance.argsBehind(this.planned, path);
  }

  causes(path: string): Cause[] {
    return this.#parts.provenance.causes(
      this.planned,
      path,
      this.value(path),
      at(this.#parts.sensitive, path) === true,
    );
  }

  /** A failure of this resource over one of its arguments. `type`, `argument`, `region`, `where` and `world` are filled in. */
  fail(code: SimCode, path: string, data: Fillings = {}, world?: LocalText): Failure {
    return failure(
      code,
      {
        type: this.planned.type,
        argument: path.replace(/\.\d+/g, ''),
        region: this.region,
        address: this.address,
        where: placeName(this.place(path)),
        world: worldName(this.view.world.name),
        ...data,
      },
      {
        address: this.address,
        causes: this.causes(path),
        cure: this.cure(code, path, data),
        ...(world ? { world } : {}),
      },
    );
  }

  /** The change that gets past a failure over one of the arguments; see `fail`. */
  cure(code: SimCode, path: string, data: Fillings): Cure | undefined {
    return this.#parts.cure?.(code, path, data, this);
  }

  assume(code: string, path: string, text: LocalText): void {
    this.#parts.notices.assume({ code, text, place: this.place(path) });
  }

  warn(text: LocalText): void {
    this.#parts.notices.warn(this.address, text);
  }
}
