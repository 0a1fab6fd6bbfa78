import { Data } from '../text/data.tsx';
import './diff.css';

const classOf = (line: string): string => {
  const [sign] = line;
  if (line.startsWith('+++') || line.startsWith('---')) return 'diff-name';
  return sign === '+' ? 'diff-in' : sign === '-' ? 'diff-out' : sign === '@' ? 'diff-place' : '';
};

/** A unified diff, line by line. */
export function Diff({ name, diff }: { readonly name: string; readonly diff: string }) {
  return (
    <pre className="diff" title={name}>
      {diff
        .trimEnd()
        .split('\n')
        .map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a diff never move
          <span key={i} className={classOf(line)}>
            <Data>{line}</Data>
            {'\n'}
          </span>
        ))}
    </pre>
  );
}
