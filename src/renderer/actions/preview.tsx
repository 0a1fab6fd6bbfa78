import { useEffect, useRef, useState } from 'react';
import type {
  ActionId,
  ActionInput,
  ActionView,
  CureView,
  GcView,
  JsonObject,
  RemovalView,
} from '../contract.ts';
import { useText } from '../i18n/index.ts';
import { Lines } from '../parts/basics.tsx';
import { ErrorPanel } from '../parts/error-panel.tsx';
import { Grid } from '../parts/grid.tsx';
import { RemovalPreview } from '../screens/registry/removal-preview.tsx';
import { client } from '../state/engine.ts';
import { Data } from '../text/data.tsx';
import { bytes, shortDigest } from '../text/format.ts';
import { CurePreview } from './cure-preview.tsx';

interface Row {
  readonly what: string;
  readonly why: string;
  readonly bytes: number | undefined;
}

const rowsOf = (result: GcView): readonly Row[] =>
  result.items.map((item) => ({ what: item.digest, why: item.reason, bytes: item.bytes }));

/** A cure that is stuck, or that is done elsewhere than in files: there is nothing to write. */
const isIdle = (result: GcView | RemovalView | CureView): boolean =>
  'steps' in result && (result.status !== 'cured' || result.files.length === 0);

interface PreviewProps {
  readonly view: ActionView;
  readonly input: JsonObject;
  /** Told the id of what is shown, so that exactly this is done, and whether there is anything to do. */
  readonly onShown: (preview: string, isIdle: boolean) => void;
}

/** What an action would do, asked of the action itself (`dryRun`): nothing changes by looking. */
export function Preview({ view, input, onShown }: PreviewProps) {
  const { t } = useText();
  const told = useRef(onShown);
  told.current = onShown;
  const [state, setState] = useState<{ result?: GcView | RemovalView | CureView; error?: unknown }>({});
  const key = JSON.stringify(input);
  useEffect(() => {
    const stop = new AbortController();
    const dry = { ...(JSON.parse(key) as JsonObject), dryRun: true };
    client.call(view.id as ActionId, dry as ActionInput<ActionId>, { signal: stop.signal }).then(
      (given) => {
        const result = given as GcView | RemovalView | CureView;
        setState({ result });
        told.current(result.preview, isIdle(result));
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ error });
      },
    );
    return () => stop.abort();
  }, [view.id, key]);

  if (state.error) return <ErrorPanel error={state.error} />;
  if (!state.result)
    return (
      <>
        {view.id.endsWith('.cure') && <p className="dim">{t('cure.rehearsing')}</p>}
        <Lines rows={4} />
      </>
    );
  if ('steps' in state.result) return <CurePreview result={state.result} />;
  if ('removed' in state.result) return <RemovalPreview result={state.result} />;
  const rows = rowsOf(state.result);
  const { count, bytes: total } = state.result;
  if (count === 0) return <p className="preview-none">{t('preview.nothing')}</p>;
  return (
    <div className="preview">
      <p className="dim">{t('preview.summary', { count, bytes: bytes(total) })}</p>
      <div className="preview-box">
        <Grid
          label={t('preview.label')}
          fill
          rows={rows}
          rowKey={(row) => row.what}
          columns={[
            {
              key: 'what',
              title: t('preview.what'),
              track: 'minmax(200px, 2fr)',
              cell: (row) => (
                <Data mono clip>
                  {shortWhat(row.what)}
                </Data>
              ),
            },
            {
              key: 'why',
              title: t('preview.why'),
              track: 'minmax(120px, 1fr)',
              cell: (row) => <Data clip>{row.why}</Data>,
            },
            {
              key: 'bytes',
              title: t('preview.bytes'),
              track: '90px',
              right: true,
              cell: (row) => (row.bytes === undefined ? '' : bytes(row.bytes)),
            },
          ]}
        />
      </div>
    </div>
  );
}

const shortWhat = (what: string): string =>
  /^[a-z0-9]+:[0-9a-f]{64}$/.test(what) ? shortDigest(what) : what;
