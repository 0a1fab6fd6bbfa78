import type { ImageView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { bytes } from '../../text/format.ts';
import { visible } from '../../text/visible.ts';

type Layer = ImageView['manifests'][number]['layers'][number];

const isShared = ({ sharedBy }: Layer): boolean => sharedBy.images.length > 0;
const sum = (layers: readonly Layer[]): number => layers.reduce((all, layer) => all + layer.bytes, 0);

interface LayerBarProps {
  readonly layers: readonly Layer[];
  readonly head: string;
  readonly chosen: string | undefined;
  readonly onChoose: (index: string | undefined) => void;
}

/** An image as one bar: a piece per layer by its size, hatched where others have it too. */
export function LayerBar({ layers, head, chosen, onChoose }: LayerBarProps) {
  const { t } = useText();
  const shared = sum(layers.filter(isShared));
  const own = sum(layers) - shared;
  return (
    <figure className="layer-bar">
      <figcaption>
        <span className="mono">{visible(head)}</span>
        <span className="small">
          <i className="swatch own" aria-hidden="true" /> {t('registry.own', { bytes: bytes(own) })}
          <i className="swatch hatched" aria-hidden="true" /> {t('registry.shared', { bytes: bytes(shared) })}
        </span>
      </figcaption>
      <div className="layer-pieces">
        {layers.map((layer, index) => {
          const name = `${index + 1}  ${bytes(layer.bytes)}  ${layer.command ?? layer.title ?? layer.digest}`;
          const classes = [
            'layer-piece',
            isShared(layer) ? 'hatched' : 'own',
            layer.stored ? '' : 'absent',
            chosen === String(index) ? 'chosen' : '',
          ];
          return (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: an image may have one layer twice; its place tells them apart
              key={index}
              type="button"
              tabIndex={-1}
              className={classes.filter(Boolean).join(' ')}
              style={{ flexGrow: Math.max(1, layer.bytes) }}
              title={visible(name)}
              aria-label={visible(name)}
              onClick={() => onChoose(chosen === String(index) ? undefined : String(index))}
            />
          );
        })}
      </div>
    </figure>
  );
}
