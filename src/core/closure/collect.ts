import { LineMap } from '../diagnostics/index.ts';
import type { ErrorPlace } from '../errors/index.ts';
import { type ImageUse, imagesOf, type RenderedObject } from '../helm/index.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { PackageSource } from '../package/source.ts';
import { looksLikeImage } from './references.ts';

const IMAGE_LINE = /^[ \t]*(?:-[ \t]+)?["']?image["']?:.*$/gm;
const DEEPEST = 60;

export interface FoundImage {
  readonly image: string;
  readonly object: string;
  readonly source: string;
  readonly place: ErrorPlace;
  readonly byProgram: boolean;
}

/** Lines of templates, read once. */
export class Templates {
  readonly #source: PackageSource;
  readonly #lines = new Map<string, readonly ErrorPlace[]>();
  readonly #texts = new Map<string, string>();

  constructor(source: PackageSource) {
    this.#source = source;
  }

  /** Lines with an `image:` key. */
  imageLines(file: string): readonly ErrorPlace[] {
    let lines = this.#lines.get(file);
    if (lines === undefined) {
      lines = this.#find(file, IMAGE_LINE);
      this.#lines.set(file, lines);
    }
    return lines;
  }

  /** The first line that holds a text. */
  lineWith(file: string, words: string): ErrorPlace | undefined {
    const text = this.#text(file);
    const at = text.indexOf(words);
    return at === -1 ? undefined : { file, range: new LineMap(text).range(at, at + words.length) };
  }

  /** Where a written image stands: literally, or among the lines with an image by turn. */
  placeOf(use: Pick<ImageUse, 'image' | 'source'>, turn: number): ErrorPlace {
    const lines = this.imageLines(use.source);
    const exact = lines.filter((place) => this.#written(place).includes(use.image));
    const wanted = exact.length > 0 ? exact : lines;
    return wanted[turn % Math.max(1, wanted.length)] ?? { file: use.source };
  }

  #written(place: ErrorPlace): string {
    return this.#text(place.file).slice(place.range?.start.offset ?? 0, place.range?.end.offset ?? 0);
  }

  #find(file: string, pattern: RegExp): readonly ErrorPlace[] {
    const text = this.#text(file);
    const map = new LineMap(text);
    return [...text.matchAll(pattern)].map((match) => {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      return { file, range: map.range(start, match.index + match[0].trimEnd().length) };
    });
  }

  #text(file: string): string {
    let text = this.#texts.get(file);
    if (text === undefined) {
      const bytes = this.#source.files.get(file);
      text = bytes === undefined ? '' : new TextDecoder().decode(bytes);
      this.#texts.set(file, text);
    }
    return text;
  }
}

/** The images of rendered objects: of pods, of custom resources that name one, of variables that name one. */
export function* imagesIn(objects: readonly RenderedObject[], templates: Templates): Generator<FoundImage> {
  const turns = new Map<string, number>();
  for (const object of objects) {
    const uses = imagesOf([object]);
    for (const use of uses) {
      const turn = turns.get(use.source) ?? 0;
      turns.set(use.source, turn + 1);
      yield {
        image: use.image,
        object: use.object,
        source: use.source,
        place: templates.placeOf(use, turn),
        byProgram: false,
      };
    }
    const key = `${object.kind}/${object.name}`;
    for (const { image, name } of hidden(object.object, uses.length === 0, 0)) {
      yield {
        image,
        object: key,
        source: object.source,
        place: templates.lineWith(object.source, image) ??
          templates.lineWith(object.source, name) ?? { file: object.source },
        byProgram: true,
      };
    }
  }
}

/** Images that stand elsewhere than in pods: keys `image` of custom resources, variables called …_IMAGE. */
function* hidden(
  value: Json | undefined,
  custom: boolean,
  depth: number,
): Generator<{ readonly image: string; readonly name: string }> {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const each of value) yield* hidden(each, custom, depth + 1);
    return;
  }
  if (!isJsonObject(value)) return;
  const { name, value: held, image } = value;
  if (typeof name === 'string' && typeof held === 'string' && looksLikeImage(name, held))
    yield { image: held, name };
  if (custom && typeof image === 'string' && looksLikeImage('IMAGE', image)) yield { image, name: 'image' };
  for (const [key, each] of Object.entries(value)) {
    if (typeof each === 'string' && looksLikeImage(key, each) && key !== 'image')
      yield { image: each, name: key };
    else yield* hidden(each, custom, depth + 1);
  }
}
