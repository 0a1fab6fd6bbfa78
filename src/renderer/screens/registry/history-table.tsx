import type { ImageView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Data } from '../../text/data.tsx';
import { bytes, time } from '../../text/format.ts';

type Manifest = ImageView['manifests'][number];

interface HistoryTableProps {
  readonly steps: Manifest['history'];
  readonly layers: Manifest['layers'];
}

/** The build as the image tells it: every step in full, with the bytes it added. */
export function HistoryTable({ steps, layers }: HistoryTableProps) {
  const { t } = useText();
  return (
    <ol className="history">
      {steps.map((step, index) => {
        const layer = step.layer === undefined ? undefined : layers[step.layer];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps repeat; their place is what they are
          <li key={index}>
            <span className="dim number">{index + 1}</span>
            <Data mono>{step.command === '' ? '—' : step.command}</Data>
            <span className="number">
              {layer ? bytes(layer.bytes) : <span className="dim">{t('registry.noLayer')}</span>}
            </span>
            <span className="dim number">{step.created === undefined ? '' : time(step.created)}</span>
          </li>
        );
      })}
    </ol>
  );
}
