import type { GoldenView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { StateMark } from '../../parts/state-mark.tsx';
import { Data } from '../../text/data.tsx';
import './golden.css';

const classOf = (line: string): string => {
  const [sign] = line;
  if (line.startsWith('+++') || line.startsWith('---')) return 'diff-name';
  return sign === '+' ? 'diff-in' : sign === '-' ? 'diff-out' : sign === '@' ? 'diff-place' : '';
};

/** How a scenario's plan and manifests differ from its golden files. */
export function GoldenDiff({ golden }: { readonly golden: GoldenView }) {
  const { t } = useText();
  const { status, folder, files, changed, changes } = golden;
  return (
    <div className="stack">
      <p>
        <StateMark state={status === 'changed' ? 'failed' : 'valid'} compact />{' '}
        {t(`golden.${status}`, { files, changed })} <Data mono>{folder}</Data>
      </p>
      {status === 'changed' &&
        changes.map((each) => (
          <pre key={each.file} className="diff" title={each.file}>
            {each.diff
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
        ))}
    </div>
  );
}
