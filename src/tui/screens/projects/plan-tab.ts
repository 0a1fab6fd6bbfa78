import type { Json, JsonObject, PlanView } from '../../contract.ts';
import { oneLine, placeText } from '../../draw/format.ts';
import { mark } from '../../draw/marks.ts';
import { blank, bold, dim, type Line, span } from '../../draw/span.ts';
import { paragraph } from '../../draw/wrap.ts';
import { block, empty, errorBlocks, heading, skeleton } from '../../parts/basics.ts';
import { jsonLines } from '../../parts/json.ts';
import { answerOf } from '../../state/answers.ts';
import type { Scene } from '../../state/app.ts';
import { answersInput } from '../../state/forms.ts';
import type { Block, DetailView, Size } from '../screen.ts';

type Part = Pick<DetailView, 'head' | 'blocks'>;
type Resource = PlanView['resources'][number];

/** What an install would create, in order, each resource with what it waits for; Enter opens its arguments. */
export function planBlocks(scene: Scene, dir: string, { width }: Size): Part {
  const { words, ui } = scene;
  const { t } = words;
  const input = { dir, answers: answersInput(scene.forms, dir), dialect: ui.dialect };
  const { data, error } = answerOf(scene.answers, 'plan', input as never);
  const whose: Line = [dim(scene.forms[dir] === undefined ? t('plan.auto') : t('plan.given'))];
  if (error !== undefined) return { head: [whose, blank], blocks: errorBlocks(error, words, width) };
  if (!data) return { head: [whose, blank], blocks: skeleton(words) };
  const errors = data.diagnostics.filter((each) => each.severity === 'error').length;
  const verdict: Line = data.complete
    ? [
        mark('valid'),
        span(` ${t('plan.summary', { resources: data.resources.length, outputs: data.outputs.length })}`),
      ]
    : [mark('failed'), span(` ${t('plan.incomplete', { count: errors })}`)];
  const depths = depthsOf(data.resources);
  return {
    head: [verdict, whose, blank],
    blocks: [
      ...data.diagnostics.map((each) =>
        block(
          paragraph(
            `${each.code}  ${placeText(each)}  ${words.say(each.message)}`,
            width,
            each.severity === 'error' ? 'bad' : 'warn',
          ),
        ),
      ),
      ...(data.resources.length === 0 ? empty(t('plan.none'), t('plan.none.help'), width) : []),
      ...data.resources.map((each) => resourceBlock(scene, dir, each, depths.get(each.address) ?? 0, width)),
      ...(data.outputs.length === 0 ? [] : [heading(t('overview.outputs'), data.outputs.length)]),
      ...data.outputs.map((output) =>
        block([
          [
            span(`${output.name} = `),
            output.sensitive
              ? dim('******')
              : output.known
                ? span(oneLine(output.value))
                : dim(t('plan.afterApply')),
          ],
        ]),
      ),
    ],
  };
}

/** How many edges lie between a resource and one that waits for nothing: the tree's indent. */
function depthsOf(resources: readonly Resource[]): ReadonlyMap<string, number> {
  const byAddress = new Map(resources.map((each) => [each.address, each]));
  const depths = new Map<string, number>();
  const depth = (address: string, path: ReadonlySet<string>): number => {
    const known = depths.get(address);
    if (known !== undefined) return known;
    const needs = (byAddress.get(address)?.dependsOn ?? []).filter(
      (each) => byAddress.has(each) && !path.has(each),
    );
    const found = Math.max(-1, ...needs.map((each) => depth(each, new Set([...path, address])))) + 1;
    depths.set(address, found);
    return found;
  };
  for (const each of resources) depth(each.address, new Set([each.address]));
  return depths;
}

const MOST_INDENT = 6;
const signs: Readonly<Record<string, string>> = {
  create: '+',
  read: '◇',
  update: '~',
  delete: '-',
  replace: '±',
};

function resourceBlock(
  { words, ui }: Scene,
  dir: string,
  each: Resource,
  depth: number,
  width: number,
): Block {
  const open = ui.expanded.has(`${dir} ${each.address}`);
  const indent = '  '.repeat(Math.min(depth, MOST_INDENT));
  const sign = each.mode === 'data' ? '◇' : (signs[each.action] ?? '+');
  const head: Line = [
    dim(open ? '▾ ' : '▸ '),
    dim(indent.replaceAll('  ', '│ ')),
    span(`${sign} `, 'good'),
    bold(each.address),
    ...(each.fidelity && each.fidelity !== 'full'
      ? [span(` (${words.t(`ship.${each.fidelity}`)})`, 'warn')]
      : []),
    ...(each.dependsOn.length > 0 ? [dim(`  ← ${each.dependsOn.join(', ')}`)] : []),
  ];
  if (!open) return { pick: each.address, lines: [head] };
  const values = merged(each.args, each.unknown, words.t('plan.afterApply'));
  return {
    pick: each.address,
    lines: [
      head,
      [dim(`    ${each.file}:${each.line}`)],
      ...paragraph(`${words.t('plan.needs')}: ${each.dependsOn.join(', ') || '-'}`, width - 4, 'dim').map(
        (line): Line => [span('    '), ...line],
      ),
      ...jsonLines(values, width, 4),
      blank,
    ],
  };
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Arguments with what is known only after creation said in words. */
function merged(args: Json, unknown: Json, later: string): Json {
  if (unknown === true) return later;
  if (isObject(args) && isObject(unknown)) {
    const names = [...new Set([...Object.keys(args), ...Object.keys(unknown)])];
    return Object.fromEntries(
      names
        .map((name) => [name, merged(args[name] ?? null, unknown[name] ?? false, later)] as const)
        .filter(([, value]) => value !== null),
    );
  }
  if (Array.isArray(args) && Array.isArray(unknown))
    return args.map((each, at) => merged(each as Json, (unknown[at] as Json | undefined) ?? false, later));
  return args;
}
