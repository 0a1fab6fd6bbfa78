import type { Assumption, LocalText, RehearsalFinding } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Empty } from '../../parts/basics.tsx';
import { DetailTabs } from '../../parts/detail.tsx';
import { Place } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Outputs } from '../../parts/outputs.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import type { Watched } from '../../state/add-events.ts';
import { go } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { LogPane } from './log-pane.tsx';

interface RehearsalTabsProps {
  readonly id: string;
  readonly tab: string | undefined;
  readonly watched: Watched;
}

/** Everything else that a rehearsal shows, beside its resources. */
export function RehearsalTabs({ id, tab, watched: { model, log } }: RehearsalTabsProps) {
  const { t } = useText();
  const over = model.status !== 'running';
  const fallback = over && model.outputs.length > 0 ? 'outputs' : 'log';
  return (
    <DetailTabs
      value={tab ?? fallback}
      onChange={(next) => go('rehearsals', [id, next], 'replace')}
      tabs={[
        { id: 'log', title: t('rehearsal.log'), body: () => <LogPane log={log} /> },
        {
          id: 'objects',
          title: t('rehearsal.objects'),
          count: model.objects.length || undefined,
          body: () => <Objects model={model} />,
        },
        {
          id: 'images',
          title: t('rehearsal.images'),
          count: model.images.length || undefined,
          alert: model.images.some((each) => each.status === 'missing' || each.status === 'wrong-platform'),
          body: () => <Images model={model} />,
        },
        {
          id: 'workloads',
          title: t('rehearsal.workloads'),
          count: model.workloads.length || undefined,
          body: () => <Workloads model={model} />,
        },
        {
          id: 'outputs',
          title: t('rehearsal.outputs'),
          count: model.outputs.length || undefined,
          body: () => <Outputs outputs={model.outputs} />,
        },
        {
          id: 'findings',
          title: t('rehearsal.findings'),
          count: model.findings.length || undefined,
          alert: model.findings.length > 0,
          body: () => <Findings list={model.findings} />,
        },
        {
          id: 'assumptions',
          title: t('rehearsal.assumptions'),
          count: model.assumptions.length || undefined,
          body: () => <Assumptions list={model.assumptions} />,
        },
      ]}
    />
  );
}

type Part = Pick<Watched, 'model'>;

function Objects({ model }: Part) {
  const { t } = useText();
  if (model.objects.length === 0) return <Empty title={t('rehearsal.objects.none')} />;
  return (
    <Grid
      label={t('rehearsal.objects')}
      fill
      rows={model.objects}
      rowKey={(row) => `${row.kind}/${row.name} ${row.source}`}
      columns={[
        {
          key: 'kind',
          title: t('common.kind'),
          track: 'minmax(100px, 1fr)',
          cell: (row) => <Value>{row.kind}</Value>,
        },
        {
          key: 'name',
          title: t('common.name'),
          track: 'minmax(120px, 2fr)',
          cell: (row) => <Value>{row.name}</Value>,
        },
        {
          key: 'hook',
          title: '',
          track: '60px',
          cell: (row) => (row.hook ? <span className="tag">hook</span> : ''),
        },
        {
          key: 'fidelity',
          title: '',
          track: '80px',
          cell: (row) =>
            row.fidelity && row.fidelity !== 'full' ? (
              <span className="tag" title={t(`fidelity.${row.fidelity}`)}>
                {t(`ship.${row.fidelity}`)}
              </span>
            ) : (
              ''
            ),
        },
        {
          key: 'source',
          title: t('common.source'),
          track: 'minmax(120px, 2fr)',
          cell: (row) => <Value dim>{row.source}</Value>,
        },
      ]}
    />
  );
}

function Images({ model }: Part) {
  const { t } = useText();
  if (model.images.length === 0) return <Empty title={t('rehearsal.images.none')} />;
  return (
    <Grid
      label={t('rehearsal.images')}
      fill
      rows={model.images.map((each, index) => ({ ...each, index }))}
      rowKey={(row) => String(row.index)}
      columns={[
        {
          key: 'status',
          title: t('common.state'),
          track: '120px',
          cell: (row) => <StateMark state={row.status} />,
        },
        {
          key: 'image',
          title: t('rehearsal.image'),
          track: 'minmax(200px, 3fr)',
          cell: (row) => <Value>{row.image}</Value>,
        },
        {
          key: 'object',
          title: t('rehearsal.object'),
          track: 'minmax(120px, 1.5fr)',
          cell: (row) => <Value dim>{row.object}</Value>,
        },
      ]}
    />
  );
}

function Workloads({ model }: Part) {
  const { t, say } = useText();
  if (model.workloads.length === 0) return <Empty title={t('rehearsal.workloads.none')} />;
  return (
    <Grid
      label={t('rehearsal.workloads')}
      fill
      rows={model.workloads}
      rowKey={(row) => row.object}
      columns={[
        {
          key: 'state',
          title: t('common.state'),
          track: '120px',
          cell: (row) => <StateMark state={row.state} />,
        },
        {
          key: 'object',
          title: t('rehearsal.object'),
          track: 'minmax(160px, 2fr)',
          cell: (row) => <Value>{row.object}</Value>,
        },
        {
          key: 'ready',
          title: t('state.ready'),
          track: '90px',
          right: true,
          cell: (row) => `${row.ready} / ${row.wanted}`,
        },
        {
          key: 'waits',
          title: t('rehearsal.waitsFor'),
          track: 'minmax(140px, 2fr)',
          cell: (row) => (row.waitsFor ? <Data clip>{say(row.waitsFor)}</Data> : ''),
        },
      ]}
    />
  );
}

interface ValueProps {
  readonly children: string;
  readonly dim?: boolean;
}

/** A value in a table: monospaced, cut where its column ends. */
function Value({ children, dim = false }: ValueProps) {
  return (
    <Data mono dim={dim} clip>
      {children}
    </Data>
  );
}

/** What a rehearsal has to say besides its outcome: faults that struck nothing, retries, what the cluster would warn of. */
function Findings({ list }: { readonly list: readonly RehearsalFinding[] }) {
  const { t } = useText();
  if (list.length === 0) return <Empty title={t('rehearsal.findings.none')} />;
  return (
    <ul className="plain assumptions">
      {list.map((each) => (
        <Remark key={each.message.en} state="warning" text={each.message} about={each} />
      ))}
    </ul>
  );
}

/** What the rehearsal took for granted, each with its reason. */
export function Assumptions({ list }: { readonly list: readonly Assumption[] }) {
  const { t } = useText();
  if (list.length === 0) return <Empty title={t('rehearsal.assumptions.none')} />;
  return (
    <ul className="plain assumptions">
      {list.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: assumptions are only ever added at the end
        <Remark key={index} state="assumed" text={each.text} about={each} />
      ))}
    </ul>
  );
}

interface RemarkProps {
  readonly state: 'warning' | 'assumed';
  readonly text: LocalText;
  readonly about: RehearsalFinding | Assumption;
}

/** A line of a list: what there is to say, where, and the code that names it. */
function Remark({ state, text, about: { code, place } }: RemarkProps) {
  const { say } = useText();
  return (
    <li>
      <StateMark state={state} compact />
      <span>
        {say(text)} {place && <Place place={place} />}
      </span>
      <Data mono dim>
        {code}
      </Data>
    </li>
  );
}
