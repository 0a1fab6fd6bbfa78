import { text } from '../text.ts';
import { nearest } from '../world/index.ts';
import type { RehearsalFinding } from './events.ts';
import { faultCatalogue } from './fault-catalogue.ts';
import { faultText, type IdleFault } from './faults.ts';

const MOST_SAID = 5;

/** What is said of a fault that changed nothing: with its target mistyped or the package without such a thing, a green verdict means little. */
export function idleFinding({ spec, names }: IdleFault): RehearsalFinding {
  const name = faultText(spec);
  const target = faultCatalogue.find((row) => row.kind === spec.kind)?.target;
  const near = spec.target === undefined ? [] : nearest(spec.target, names);
  const shown = [...new Set([...near, ...names])].slice(0, MOST_SAID);
  const hint =
    spec.kind === 'permission-missing'
      ? text(' package.yaml declares the action.', 'package.yaml 已声明该接口。')
      : shown.length > 0
        ? text(` It could strike: ${shown.join(', ')}.`, `可作用的对象:${shown.join('、')}。`)
        : text(
            ` The package has nothing of its kind${target ? ` (${target.en})` : ''}.`,
            `安装包中没有此类对象${target ? `(${target['zh-CN']})` : ''}。`,
          );
  return {
    code: 'SIM_FAULT_IDLE',
    message: text(
      `The fault ${name} had nothing to strike.${hint.en}`,
      `故障 ${name} 没有可作用的对象。${hint['zh-CN']}`,
    ),
  };
}
