import { useState } from 'react';
import type { WhyView } from '../../contract.ts';
import { type TextKey, useText } from '../../i18n/index.ts';
import { Empty, Lines } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Shape } from '../../parts/state-mark.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, hrefOf } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { shortDigest } from '../../text/format.ts';
import { splitImage } from './layer-table.tsx';
import { WHY } from './place-names.ts';

/** Why a blob or manifest is kept: the ways from what holds it, as pictures. */
export function WhyPlace({ digest }: { readonly digest: string | undefined }) {
  const { t } = useText();
  const [typed, setTyped] = useState(digest ?? '');
  useCliLine('registry.why', { digest: digest ?? 'sha256:…' });
  const version = useConsole((state) => state.usage);
  const { data, error, ask } = useAnswer(
    'registry.why',
    digest === undefined ? undefined : { digest },
    version,
  );
  return (
    <>
      <DetailHead title={t('registry.why')} under={<span className="dim">{t('registry.why.help')}</span>} />
      <form
        className="tools why-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') go('registry', [WHY, typed.trim()]);
        }}
      >
        <div className="filter">
          <input
            value={typed}
            maxLength={200}
            spellCheck={false}
            className="mono"
            placeholder="sha256:…"
            aria-label={t('registry.digest')}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <button type="submit" className="toggle" data-action="registry.why">
          {t('registry.why.ask')}
        </button>
      </form>
      <div className="stack">
        {error ? (
          <ErrorPanel error={error} again={ask} />
        ) : data ? (
          <Paths why={data} />
        ) : (
          digest && <Lines rows={3} />
        )}
      </div>
    </>
  );
}

const roots: Readonly<Record<WhyView['paths'][number]['root'], TextKey>> = {
  tag: 'registry.why.tag',
  young: 'registry.why.young',
  pending: 'registry.why.pending',
  'in-use': 'registry.why.inUse',
};

function Paths({ why }: { readonly why: WhyView }) {
  const { t } = useText();
  if (why.kind === 'unknown') return <Empty title={t('registry.why.unknown')} />;
  if (why.paths.length === 0)
    return (
      <Empty title={t('registry.why.free')}>
        <p>{t('registry.why.free.help')}</p>
      </Empty>
    );
  return (
    <>
      <p className="dim">
        {t(why.kind === 'blob' ? 'registry.why.blob' : 'registry.why.manifest', { count: why.paths.length })}
      </p>
      <ol className="why-paths">
        {why.paths.map((path) => (
          <li key={path.steps.map((step) => step.name).join(' ')}>
            <p className="small">
              <Shape tone={path.root === 'tag' ? 'good' : 'idle'} /> {t(roots[path.root])}
            </p>
            <ol className="why-path">
              {path.steps.map((step, index) => (
                <li key={`${step.kind} ${step.name}`} className={`why-step is-${step.kind}`}>
                  {index > 0 && (
                    <span className="why-arrow" aria-hidden="true">
                      →
                    </span>
                  )}
                  <Step kind={step.kind} name={step.name} />
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {why.more > 0 && <p className="dim">{t('registry.why.more', { count: why.more })}</p>}
    </>
  );
}

interface StepProps {
  readonly kind: WhyView['paths'][number]['steps'][number]['kind'];
  readonly name: string;
}

function Step({ kind, name }: StepProps) {
  const { t } = useText();
  const at = name.indexOf('@');
  const shown =
    at === -1
      ? kind === 'blob'
        ? shortDigest(name)
        : name
      : `${name.slice(0, at)}@${shortDigest(name.slice(at + 1))}`;
  const body = (
    <>
      <span className="dim small">{t(`registry.why.step.${kind}`)}</span>
      <Data mono>{shown}</Data>
    </>
  );
  if (kind !== 'tag' && kind !== 'manifest') return <span className="why-box">{body}</span>;
  return (
    <a className="why-box" href={hrefOf('registry', ...splitImage(name))} title={name}>
      {body}
    </a>
  );
}
