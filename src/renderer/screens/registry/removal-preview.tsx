import type { RemovalView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Data } from '../../text/data.tsx';
import { bytes, shortDigest } from '../../text/format.ts';

const SHOWN = 40;

const shortName = (name: string): string => {
  const at = name.indexOf('@');
  return at === -1 ? name : `${name.slice(0, at)}@${shortDigest(name.slice(at + 1))}`;
};

/** What a removal takes, what comes free later, and what stays because others need it. */
export function RemovalPreview({ result }: { readonly result: RemovalView }) {
  const { t } = useText();
  const { removed, reclaimable, kept, keptBytes, holders } = result;
  return (
    <div className="removal">
      <p>
        {t('removal.takes', { count: removed.length })}{' '}
        <span className="dim">{t('removal.frees', { bytes: bytes(reclaimable) })}</span>
      </p>
      <ul className="preview-box removal-list">
        {removed.slice(0, SHOWN).map((name) => (
          <li key={name}>
            <Data mono clip>
              {shortName(name)}
            </Data>
          </li>
        ))}
        {removed.length > SHOWN && <li className="dim">+{removed.length - SHOWN}</li>}
      </ul>
      {holders.length > 0 && (
        <>
          <p>{t('removal.holders')}</p>
          <ul className="preview-box removal-list">
            {holders.slice(0, SHOWN).map((name) => (
              <li key={name}>
                <Data mono clip>
                  {shortName(name)}
                </Data>
              </li>
            ))}
          </ul>
        </>
      )}
      {kept.length > 0 && (
        <>
          <p>{t('removal.keeps', { bytes: bytes(keptBytes) })}</p>
          <ul className="preview-box removal-list">
            {kept.slice(0, SHOWN).map((blob) => {
              const rest = blob.images.length - 2 + blob.more;
              return (
                <li key={blob.digest}>
                  <Data mono dim>
                    {shortDigest(blob.digest)}
                  </Data>
                  <span className="number">{bytes(blob.bytes)}</span>
                  <Data mono clip>
                    {blob.images.slice(0, 2).map(shortName).join(' ') + (rest > 0 ? ` +${rest}` : '')}
                  </Data>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}
