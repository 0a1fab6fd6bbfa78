import type { ErrorPlace } from '../errors/index.ts';
import type { PackageSource } from '../package/source.ts';
import {
  type KnownFile,
  readUserData,
  type Script,
  type ScriptGap,
  ScriptReader,
  type ScriptReading,
  scriptsOf,
  UNKNOWN,
} from '../shell/index.ts';
import type { Plan } from '../terraform/index.ts';
import { type LocalText, text } from '../text.ts';
import type { World } from '../world/types.ts';
import type { FoundImage } from './collect.ts';
import { gapWords } from './gap-words.ts';
import { machineArches } from './machines.ts';
import { type Provisioner, provisionedBy } from './provisioners.ts';
import { ScriptPlaces } from './script-place.ts';
import { namedImages } from './sites.ts';

/** Where the platform's machines have what packages keep under `scripts/` (facts section 1). */
const BAKED = '/usr/local/cloudapp/';

const NOTHING: ReadonlyMap<string, string> = new Map();

/** An image that a machine or a resource other than a chart pulls. */
export interface MachineImage extends FoundImage {
  readonly arches: readonly string[];
  /** Address of the resource whose network the pull goes through. */
  readonly address: string;
}

export interface MachineFindings {
  readonly images: readonly MachineImage[];
  readonly gaps: readonly { readonly message: LocalText; readonly place: ErrorPlace }[];
}

/** Reads what a plan's machines run, and the images that its resources name. Each text is read once. */
export class MachineScripts {
  readonly #source: PackageSource;
  readonly #world: World;
  readonly #places: ScriptPlaces;
  readonly #provisioners: readonly Provisioner[];
  readonly #read = new Map<string, ScriptReading>();

  constructor(source: PackageSource, world: World, provisioners: readonly Provisioner[] = []) {
    this.#provisioners = provisioners;
    this.#source = source;
    this.#world = world;
    this.#places = new ScriptPlaces(source);
  }

  of(plan: Plan): MachineFindings {
    const images: MachineImage[] = [];
    const gaps: MachineFindings['gaps'][number][] = [];
    const provisioned = plan.resources.flatMap(
      (each) => provisionedBy(each, this.#provisioners, this.#source) ?? [],
    );
    const commands = provisioned.flatMap(({ resource, scripts }) =>
      scripts.map(
        ({ argument, text: one }): Script => ({ resource, argument, texts: [one], what: 'command' }),
      ),
    );
    // What one provisioner brings onto a machine, another runs.
    const brought = new Map(
      provisioned.flatMap((each) => each.brings.map((one) => [one.path, one.text] as const)),
    );
    for (const each of [...scriptsOf(plan), ...commands]) {
      const arches = machineArches(each.resource, plan, this.#world);
      for (const one of each.texts) {
        if (one === UNKNOWN) {
          gaps.push({ message: wholeUnknown(each), place: argumentPlace(each) });
          continue;
        }
        const reading = this.#readingOf(one, arches, each.what === 'command' ? brought : NOTHING);
        for (const { image, by, line, file } of reading.pulls)
          images.push({
            image,
            object: `${each.resource.address} (${by})`,
            source: each.resource.file,
            place: this.#place(each, one, line, file),
            byProgram: false,
            arches,
            address: each.resource.address,
          });
        for (const gap of reading.gaps)
          gaps.push({
            message: gapWords(gap, `${each.resource.address.replace(/\[[^\]]*\]$/, '')}.${each.argument}`),
            place: this.#place(each, one, gap.line, gap.file, gap),
          });
      }
    }
    for (const { resource, argument, image, byProgram } of namedImages(plan)) {
      const { address, file, range, argRanges } = resource;
      images.push({
        image,
        object: address,
        source: file,
        place: { file, range: argRanges[argument] ?? range },
        byProgram,
        arches: machineArches(resource, plan, this.#world),
        address,
      });
    }
    return { images, gaps };
  }

  #readingOf(given: string, arches: readonly string[], brought: ReadonlyMap<string, string>): ScriptReading {
    const key = JSON.stringify([arches, given, ...brought]);
    const known = this.#read.get(key);
    if (known) return known;
    const reader = new ScriptReader({ arches, file: (path) => this.#file(path) });
    for (const [path, text] of brought) reader.write(path, text, { line: 0 });
    readUserData(reader, given);
    const reading = reader.result();
    this.#read.set(key, reading);
    return reading;
  }

  /** What the package keeps of a machine's files: `scripts/` holds what is baked into the machine image. */
  #file(path: string): KnownFile | undefined {
    if (!path.startsWith(BAKED)) return undefined;
    const name = `scripts/${path.slice(BAKED.length)}`;
    const bytes = this.#source.files.get(name);
    return bytes && { path: name, text: new TextDecoder().decode(bytes) };
  }

  #place(script: Script, given: string, line: number, file: string | undefined, gap?: ScriptGap): ErrorPlace {
    if (file !== undefined && this.#source.files.has(file)) return this.#places.lineOf(file, line);
    // A line of an encoded text is nowhere in the package as such.
    const encoded = !given.includes('\n') && gap?.kind !== 'format' && line > 0;
    return encoded
      ? this.#places.placeOf(script.resource, script.argument, decoded(given), line)
      : this.#places.placeOf(script.resource, script.argument, given, line);
  }
}

const decoded = (given: string): string => {
  const read = Buffer.from(given, 'base64').toString('utf8');
  return read.includes('\uFFFD') ? given : read;
};

const argumentPlace = ({ resource, argument }: Script): ErrorPlace => ({
  file: resource.file,
  range: resource.argRanges[argument] ?? resource.range,
});

const wholeUnknown = ({ resource, argument }: Script): LocalText =>
  text(
    `${resource.address}.${argument} is made of what nobody knows before the install: it cannot be read.`,
    `${resource.address}.${argument} 由安装前无法得知的值组成,无法读取。`,
  );
