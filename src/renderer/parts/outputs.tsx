import type { OutputView } from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { Data } from '../text/data.tsx';
import { oneLine } from '../text/format.ts';
import { Copy, Empty } from './basics.tsx';

/** Outputs by name; `main`, the address that a customer opens, first. Sensitive ones come masked from the engine. */
export function Outputs({ outputs }: { readonly outputs: readonly OutputView[] }) {
  const { t } = useText();
  if (outputs.length === 0) return <Empty title={t('outputs.none')} />;
  const ordered = [
    ...outputs.filter((each) => each.name === 'main'),
    ...outputs.filter((each) => each.name !== 'main'),
  ];
  return (
    <dl className="outputs">
      {ordered.map((output) => (
        <div key={output.name} className={output.name === 'main' ? 'main' : undefined}>
          <dt>
            <Data mono>{output.name}</Data>
            {output.sensitive && <span className="tag">{t('outputs.sensitive')}</span>}
          </dt>
          <dd>
            <span className="output-value">
              <Data mono>{oneLine(output.value)}</Data>
              {output.value !== '******' && <Copy text={oneLine(output.value)} />}
            </span>
            {output.description !== undefined && <Data dim>{output.description}</Data>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
