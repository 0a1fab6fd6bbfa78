import { useState } from 'react';
import type { ActionResult } from '../../../contract.ts';
import { useText } from '../../../i18n/index.ts';
import { Copy, Facts, Section } from '../../../parts/basics.tsx';
import { ErrorPanel } from '../../../parts/error-panel.tsx';
import { Shape } from '../../../parts/state-mark.tsx';
import { useAnswer } from '../../../state/answer.ts';
import { useCliLine } from '../../../state/cli-line.ts';
import { useConsole } from '../../../state/engine.ts';
import { go, hrefOf } from '../../../state/route.ts';
import { Data } from '../../../text/data.tsx';
import { bytes, platformName } from '../../../text/format.ts';
import { splitImage } from '../layer-table.tsx';
import { COPIES } from '../place-names.ts';

/** Asks where an image name leads and shows every place that was tried. */
export function FindCopy({ image }: { readonly image: string | undefined }) {
  const { t } = useText();
  const [typed, setTyped] = useState(image ?? '');
  useCliLine('image.resolve', { image: image ?? 'IMAGE' });
  const version = useConsole((state) => state.repositories);
  const { data, error, ask } = useAnswer(
    'image.resolve',
    image === undefined ? undefined : { image },
    version,
  );
  return (
    <Section title={t('copies.find')}>
      <form
        className="tools why-form flush"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') go('registry', [COPIES, typed.trim()]);
        }}
      >
        <div className="filter">
          <input
            value={typed}
            maxLength={1024}
            spellCheck={false}
            className="mono"
            placeholder="ccr.ccs.tencentyun.com/team/web:1.0"
            aria-label={t('copies.find.label')}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <button type="submit" className="toggle" data-action="image.resolve">
          {t('copies.find.ask')}
        </button>
      </form>
      {error ? <ErrorPanel error={error} again={ask} /> : data && <Found view={data} />}
    </Section>
  );
}

function Found({ view }: { readonly view: ActionResult<'image.resolve'> }) {
  const { t } = useText();
  const { reference, digest, pull, platforms = [], bytes: size = 0 } = view;
  return (
    <>
      {reference === undefined ? (
        <p role="status" className="copies-line">
          <Shape tone="warn" /> <strong>{t('copies.nowhere')}</strong>
          <span className="dim">{t('copies.nowhere.help')}</span>
        </p>
      ) : (
        <Facts
          facts={[
            {
              name: t('copies.here'),
              value: (
                <a href={hrefOf('registry', ...splitImage(reference))}>
                  <Data mono>{reference}</Data>
                </a>
              ),
            },
            { name: t('registry.digest'), value: <Data mono>{digest ?? ''}</Data> },
            { name: t('registry.platforms'), value: platforms.map(platformName).join(', ') },
            { name: t('common.size'), value: bytes(size) },
            ...(pull === undefined
              ? []
              : [
                  {
                    name: t('registry.pull'),
                    value: (
                      <>
                        <Data mono>{pull}</Data> <Copy text={pull} />
                      </>
                    ),
                  },
                ]),
          ]}
        />
      )}
      <p className="dim small">{t('copies.tried')}</p>
      <ol className="copies-tried">
        {view.tried.map(({ repository, there }) => (
          <li key={repository} className="copies-line">
            <Shape tone={there === 'image' ? 'good' : 'idle'} /> <Data mono>{repository}</Data>
            <span className="dim">{t(`copies.there.${there}`)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
