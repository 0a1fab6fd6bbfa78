import type { LogLine, RehearsalModel } from '../../../client/index.ts';
import { rule } from '../../draw/box.ts';
import { clock } from '../../draw/format.ts';
import { bold, dim, type Line, span, type Tone } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import type { Scene } from '../../state/app.ts';
import type { Size } from '../screen.ts';

const tones: Readonly<Record<LogLine['level'], Tone>> = { info: 'plain', warning: 'warn', error: 'bad' };
const signs: Readonly<Record<LogLine['level'], string>> = { info: ' ', warning: '!', error: '✗' };
const CLOCK = 8;

/** Below this a line of the log names a resource by its name alone. */
const FULL_FROM = 76;

/** One line of the log; all of it where `wrapped`, else its beginning. */
export function logLines(scene: Scene, each: LogLine, width: number, wrapped: boolean): readonly Line[] {
  const text = textOf(scene.words.say(each.text), each.address, !wrapped && width < FULL_FROM);
  const lead: Line = [
    dim(`${clock(each.at).padStart(CLOCK - 2)} `),
    span(`${signs[each.level]} `, tones[each.level]),
  ];
  if (!wrapped) return [[...lead, span(text, tones[each.level])]];
  return paragraph(text, width - CLOCK - 1, tones[each.level]).map((line, at) =>
    at === 0 ? [...lead, ...line] : [span(' '.repeat(CLOCK + 1)), ...line],
  );
}

function textOf(said: string, address: string | undefined, short: boolean): string {
  if (address === undefined) return said;
  const shown = short ? (address.split('.').at(-1) ?? address) : address;
  return said.includes(address) ? said.replace(address, shown) : `${shown}: ${said}`;
}

/** The end of the log below the resources, in what the resources leave free or a good third of the height. */
export function logFoot(
  scene: Scene,
  model: RehearsalModel,
  { width, height }: Size,
  above: number,
): readonly Line[] {
  const room = height - above;
  const free = room - model.resources.length - 1;
  const rows = Math.min(model.log.length, Math.max(Math.floor(room * 0.4), free));
  if (rows < 1) return [];
  const last = model.log.slice(-rows).flatMap((each) => logLines(scene, each, width, false));
  return [rule([bold(scene.words.t('rehearsal.log'))], width, '─', 'dim', 'start'), ...last];
}
