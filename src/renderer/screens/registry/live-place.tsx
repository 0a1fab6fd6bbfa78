import { flowSeries, rateOf, type TransferModel } from '../../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Empty } from '../../parts/basics.tsx';
import { DetailHead } from '../../parts/detail.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Shape } from '../../parts/state-mark.tsx';
import { useActivity } from '../../state/activity.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { bytes, duration, shortDigest, time } from '../../text/format.ts';
import { Push } from './push-first.tsx';

const arrows = { push: '↑', pull: '↓', delete: '×' } as const;

/** Pushes and pulls as they happen. */
export function LivePlace() {
  const { t } = useText();
  useCliLine('registry.watch');
  const activity = useActivity();
  const address = useConsole((state) => state.status?.registry?.address);
  const active = activity.transfers.filter((each) => each.state === 'active').length;
  return (
    <>
      <DetailHead
        title={t('registry.live')}
        under={
          <span className="dim" role="status">
            {t('registry.live.active', { count: active })}
          </span>
        }
      />
      <div className="fill-stack">
        <div className="flows">
          <Flow kind="push" series={flowSeries(activity, 'push')} />
          <Flow kind="pull" series={flowSeries(activity, 'pull')} />
        </div>
        {activity.skipped > 0 && (
          <p className="dim small live-note">{t('registry.live.skipped', { count: activity.skipped })}</p>
        )}
        {activity.transfers.length === 0 ? (
          <Empty title={t('registry.live.empty')}>
            <p>{t('registry.live.empty.help')}</p>
            {address !== undefined && <Push address={address} />}
          </Empty>
        ) : (
          <Grid
            label={t('registry.live')}
            fill
            rows={activity.transfers}
            rowKey={(each) => String(each.id)}
            onSelect={(each) =>
              go('registry', each.what === 'manifest' ? [each.repository, each.reference] : [each.repository])
            }
            columns={[
              {
                key: 'kind',
                title: '',
                track: '74px',
                cell: (each) => (
                  <span className={`transfer-kind ${each.kind}`}>
                    <span aria-hidden="true">{arrows[each.kind]}</span> {t(`registry.live.${each.kind}`)}
                  </span>
                ),
              },
              {
                key: 'name',
                title: t('registry.live.what'),
                track: 'minmax(180px, 2fr)',
                cell: (each) => <Name transfer={each} />,
              },
              {
                key: 'progress',
                title: t('registry.live.progress'),
                track: 'minmax(130px, 1.2fr)',
                cell: (each) => <Progress transfer={each} />,
              },
              {
                key: 'bytes',
                title: t('common.size'),
                track: '78px',
                right: true,
                cell: (each) => (each.kind === 'delete' ? '' : bytes(each.bytes)),
              },
              {
                key: 'rate',
                title: t('registry.live.rate'),
                track: '92px',
                right: true,
                cell: (each) => (each.rate === 0 ? '' : `${bytes(each.rate)}/s`),
              },
              {
                key: 'client',
                title: t('registry.live.client'),
                track: 'minmax(100px, 1fr)',
                cell: (each) => (
                  <Data dim clip>
                    {each.client}
                  </Data>
                ),
              },
              {
                key: 'at',
                title: t('registry.live.at'),
                track: '64px',
                right: true,
                cell: (each) => time(each.at).slice(11),
              },
            ]}
          />
        )}
      </div>
    </>
  );
}

interface FlowProps {
  readonly kind: 'push' | 'pull';
  readonly series: readonly number[];
}

const WIDTH = 240;
const HEIGHT = 36;

function Flow({ kind, series }: FlowProps) {
  const { t } = useText();
  const most = Math.max(1, ...series);
  const step = WIDTH / series.length;
  const rate = rateOf(series);
  const points = series.map((value, index) => `${index * step},${HEIGHT - (value / most) * (HEIGHT - 2)}`);
  return (
    <figure className={`flow ${kind}`}>
      <figcaption>
        <span>
          <span aria-hidden="true">{arrows[kind]}</span> {t(`registry.live.${kind}`)}
        </span>
        <strong className="number">{bytes(rate)}/s</strong>
        <span className="dim small">{t('registry.live.peak', { rate: bytes(most === 1 ? 0 : most) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH - step},${HEIGHT}`} />
      </svg>
    </figure>
  );
}

function Name({ transfer }: { readonly transfer: TransferModel }) {
  const { repository, reference, what } = transfer;
  const isDigest = reference.includes(':');
  const shown = isDigest ? shortDigest(reference) : reference.slice(0, 24);
  return (
    <span className="clip" title={reference}>
      <Data mono>{repository}</Data>
      <Data mono dim>
        {`${isDigest ? '@' : what === 'blob' ? ' ' : ':'}${shown}`}
      </Data>
    </span>
  );
}

function Progress({ transfer }: { readonly transfer: TransferModel }) {
  const { t } = useText();
  const { state, total, bytes: moved, status, ms, mounted } = transfer;
  if (state === 'failed')
    return (
      <span className="state tone-bad">
        <Shape tone="bad" />{' '}
        {status === undefined ? t('registry.live.left') : t('registry.live.failed', { status })}
      </span>
    );
  if (state === 'finished')
    return (
      <span className="state">
        <Shape tone="good" /> {mounted ? t('registry.live.mounted') : duration(ms ?? 0)}
      </span>
    );
  if (total === undefined || total === 0)
    return <span className="state tone-busy">{t('registry.live.moving')}</span>;
  const share = Math.min(100, (100 * moved) / total);
  return (
    <span className="with-note">
      <span
        className="bar-track grow"
        role="progressbar"
        aria-valuenow={Math.round(share)}
        aria-label={t('registry.live.progress')}
      >
        <span className="bar is-creating" style={{ left: 0, width: `${share}%` }} />
      </span>
      <span className="number small">{Math.floor(share)}%</span>
    </span>
  );
}
