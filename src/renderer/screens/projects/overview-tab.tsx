import type { ProjectDetailView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Facts, Lines, Section } from '../../parts/basics.tsx';
import { ErrorPanel } from '../../parts/error-panel.tsx';
import { Grid } from '../../parts/grid.tsx';
import { useAnswer } from '../../state/answer.ts';
import { useCliLine } from '../../state/cli-line.ts';
import { Data } from '../../text/data.tsx';
import { bytes, time } from '../../text/format.ts';

/** What a package consists of. */
export function OverviewTab({
  dir,
  addedAt,
}: {
  readonly dir: string;
  readonly addedAt: string | undefined;
}) {
  useCliLine('project.show', { dir });
  const { data, error, ask } = useAnswer('project.show', { dir });
  if (error) return <ErrorPanel error={error} again={ask} />;
  return data ? <Overview project={data} addedAt={addedAt} /> : <Lines />;
}

function Overview({
  project,
  addedAt,
}: {
  readonly project: ProjectDetailView;
  readonly addedAt: string | undefined;
}) {
  const { t } = useText();
  return (
    <div className="stack">
      <Facts
        facts={[
          { name: t('overview.kind'), value: t(`overview.kind.${project.kind}`) },
          {
            name: t('overview.package'),
            value: project.packageId ? <Data mono>{project.packageId}</Data> : t('overview.noPackage'),
          },
          { name: t('overview.args'), value: project.args },
          { name: t('overview.resources'), value: project.resources },
          { name: t('overview.outputs'), value: <Names names={project.outputs} /> },
          { name: t('overview.added'), value: addedAt === undefined ? '–' : time(addedAt) },
        ]}
      />
      {project.charts.length > 0 && (
        <Section title={t('overview.charts')} count={project.charts.length}>
          <Grid
            label={t('overview.charts')}
            rows={project.charts}
            rowKey={(chart) => chart.path}
            columns={[
              {
                key: 'name',
                title: t('common.name'),
                track: 'minmax(120px, 1fr)',
                cell: (chart) => <Data clip>{chart.name}</Data>,
              },
              {
                key: 'version',
                title: t('common.version'),
                track: '120px',
                cell: (chart) => <Data mono>{chart.version}</Data>,
              },
              {
                key: 'path',
                title: t('common.path'),
                track: 'minmax(160px, 2fr)',
                cell: (chart) => (
                  <Data mono dim clip>
                    {chart.path}
                  </Data>
                ),
              },
            ]}
          />
        </Section>
      )}
      {project.specs.length > 0 && (
        <Section title={t('overview.specs')} count={project.specs.length}>
          <Grid
            label={t('overview.specs')}
            rows={project.specs}
            rowKey={(spec) => spec.key}
            columns={[
              {
                key: 'key',
                title: t('common.key'),
                track: '160px',
                cell: (spec) => (
                  <Data mono clip>
                    {spec.key}
                  </Data>
                ),
              },
              {
                key: 'name',
                title: t('common.name'),
                track: 'minmax(120px, 1fr)',
                cell: (spec) => <Data clip>{spec.name}</Data>,
              },
              {
                key: 'values',
                title: t('common.values'),
                track: 'minmax(200px, 3fr)',
                cell: (spec) => <Data clip>{spec.values.map((each) => each.name).join(' · ')}</Data>,
              },
            ]}
          />
        </Section>
      )}
      <Section title={t('overview.files')} count={project.files.length}>
        <Grid
          label={t('overview.files')}
          rows={project.files}
          rowKey={(file) => file.path}
          columns={[
            {
              key: 'path',
              title: t('common.path'),
              track: 'minmax(240px, 1fr)',
              cell: (file) => (
                <Data mono clip>
                  {file.path}
                </Data>
              ),
            },
            {
              key: 'bytes',
              title: t('common.size'),
              track: '110px',
              right: true,
              cell: (file) => bytes(file.bytes),
            },
          ]}
        />
      </Section>
    </div>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return names.length === 0 ? '–' : <Data mono>{names.join(', ')}</Data>;
}
