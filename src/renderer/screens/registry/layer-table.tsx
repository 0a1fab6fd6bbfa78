import type { ImageView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Section } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import { bytes, shortDigest } from '../../text/format.ts';

type Layers = ImageView['manifests'][number]['layers'];

/** Layers from the bottom up, with the share of the whole that each takes. */
export function LayerTable({ layers }: { readonly layers: Layers }) {
  const { t } = useText();
  const total = Math.max(
    1,
    layers.reduce((sum, layer) => sum + layer.bytes, 0),
  );
  return (
    <Section title={t('registry.layers')} count={layers.length}>
      <Grid
        label={t('registry.layers')}
        rows={layers.map((layer, index) => ({ ...layer, index }))}
        rowKey={(layer) => String(layer.index)}
        columns={[
          { key: 'index', title: '#', track: '36px', right: true, cell: (layer) => layer.index + 1 },
          {
            key: 'digest',
            title: t('registry.digest'),
            track: '172px',
            cell: (layer) => (
              <Data mono clip>
                {shortDigest(layer.digest)}
              </Data>
            ),
          },
          {
            key: 'command',
            title: t('registry.command'),
            track: 'minmax(200px, 3fr)',
            cell: (layer) => (
              <Data mono dim clip>
                {layer.command ?? ''}
              </Data>
            ),
          },
          {
            key: 'share',
            title: '',
            track: '90px',
            cell: (layer) => (
              <span className="bar-track" aria-hidden="true">
                <span className="bar" style={{ left: 0, width: `${(100 * layer.bytes) / total}%` }} />
              </span>
            ),
          },
          {
            key: 'bytes',
            title: t('common.size'),
            track: '96px',
            right: true,
            cell: (layer) => bytes(layer.bytes),
          },
        ]}
      />
    </Section>
  );
}
