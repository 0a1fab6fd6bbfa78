import { useState } from 'react';
import type { ImageView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Grid } from '../../parts/grid.tsx';
import { hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { bytes, shortDigest } from '../../text/format.ts';
import { visible } from '../../text/visible.ts';
import { LayerBar } from './layer-bar.tsx';
import { WHY } from './place-names.ts';

type Layers = ImageView['manifests'][number]['layers'];

interface LayerTableProps {
  readonly layers: Layers;
  readonly repository: string;
  /** What the layers belong to: a platform and its size. */
  readonly head: string;
}

/** Layers from the bottom up: a picture by size, what made each, who else needs it. */
export function LayerTable({ layers, head }: LayerTableProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState<string>();
  const rows = layers.map((layer, index) => ({ ...layer, index }));
  return (
    <div className="layers">
      <LayerBar layers={layers} head={head} chosen={chosen} onChoose={setChosen} />
      <Grid
        label={t('registry.layers')}
        rows={rows}
        rowKey={(layer) => String(layer.index)}
        selected={chosen}
        onSelect={(layer) => setChosen(chosen === String(layer.index) ? undefined : String(layer.index))}
        columns={[
          { key: 'index', title: '#', track: '28px', right: true, cell: (layer) => layer.index + 1 },
          {
            key: 'digest',
            title: t('registry.digest'),
            track: '150px',
            cell: (layer) => (
              <Data mono clip>
                {shortDigest(layer.digest)}
              </Data>
            ),
          },
          {
            key: 'command',
            title: t('registry.command'),
            track: 'minmax(160px, 3fr)',
            cell: (layer) => (
              <Data mono dim clip>
                {layer.command ?? layer.title ?? ''}
              </Data>
            ),
          },
          {
            key: 'shared',
            title: t('registry.sharedWith'),
            track: 'minmax(110px, 1.3fr)',
            cell: (layer) => <Shared layer={layer} />,
          },
          {
            key: 'bytes',
            title: t('common.size'),
            track: '84px',
            right: true,
            cell: (layer) => bytes(layer.bytes),
          },
        ]}
      />
      {chosen !== undefined && rows[Number(chosen)] && (
        <Layer layer={rows[Number(chosen)] as Layers[number]} />
      )}
    </div>
  );
}

function Shared({ layer }: { readonly layer: Layers[number] }) {
  const { t } = useText();
  const { images, more } = layer.sharedBy;
  if (!layer.stored) return <span className="tag">{t('registry.notStored')}</span>;
  if (images.length === 0) return <span className="dim">{t('registry.onlyThis')}</span>;
  const rest = images.length - 1 + more;
  return (
    <span className="clip" title={visible(images.join('\n'))}>
      <Data mono>{images[0] ?? ''}</Data>
      {rest > 0 && <span className="dim"> +{rest}</span>}
    </span>
  );
}

/** The whole of one layer: its command in full, everyone who shares it, why it is kept. */
function Layer({ layer }: { readonly layer: Layers[number] }) {
  const { t } = useText();
  const { images, more } = layer.sharedBy;
  return (
    <div className="layer-more">
      {layer.command !== undefined && <Data mono>{layer.command}</Data>}
      <p className="small">
        <Data mono dim>
          {layer.digest}
        </Data>{' '}
        <a href={hrefOf('registry', WHY, layer.digest)}>{t('registry.whyKept')}</a>
      </p>
      {images.length > 0 && (
        <p className="small">
          <span className="dim">{t('registry.sharedWith')}: </span>
          {images.map((image) => (
            <a key={image} href={hrefOf('registry', ...splitImage(image))} className="shared-image">
              <Data mono>{image}</Data>
            </a>
          ))}
          {more > 0 && <span className="dim">+{more}</span>}
        </p>
      )}
    </div>
  );
}

/** `a/b:1` and `a/b@sha256:…` as the place of the image. */
export function splitImage(image: string): readonly [string, string] {
  const at = image.indexOf('@');
  const cut = at === -1 ? image.lastIndexOf(':') : at;
  return [image.slice(0, cut), image.slice(cut + 1)];
}
