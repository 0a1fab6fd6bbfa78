import type { Diagnostic } from '../diagnostics/index.ts';
import type { PackageSource } from '../package/index.ts';
import { sameText, text } from '../text.ts';
import type { Failure } from './events.ts';
import { failure, placeName } from './failure.ts';

const LONGEST_LINE = 160;

/** The line of a file that a diagnostic is about. */
function lineOf(source: PackageSource, { file, range }: Diagnostic): string | undefined {
  const bytes = source.files.get(file);
  if (bytes === undefined || range === undefined) return undefined;
  const line = new TextDecoder().decode(bytes).split('\n', range.start.line)[range.start.line - 1]?.trim();
  return line === undefined || line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}

/** A mistake of the package that makes its install impossible: the line, and the rule that it breaks. */
export function packageFailure(source: PackageSource, wrong: Diagnostic): Failure {
  const place = { file: wrong.file, ...(wrong.range ? { range: wrong.range } : {}) };
  const where = placeName(place);
  const line = lineOf(source, wrong);
  return failure(
    'SIM_PACKAGE_INVALID',
    { detail: wrong.message, where },
    {
      causes: [
        { kind: 'source', text: sameText(line === undefined ? where : `${where}: ${line}`), place },
        {
          kind: 'rule',
          text: text(`${wrong.code}: ${wrong.message.en}`, `${wrong.code}:${wrong.message['zh-CN']}`),
          place,
        },
      ],
    },
  );
}
