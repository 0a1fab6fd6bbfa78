import { lazy, Suspense } from 'react';
import { ActionBar } from '../../actions/action-bar.tsx';
import type { ProjectView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Lines } from '../../parts/basics.tsx';
import { DetailHead, DetailTabs } from '../../parts/detail.tsx';
import { go } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { baseName } from '../../text/format.ts';
import { CostTab } from './cost-tab.tsx';
import { FormTab } from './form-tab.tsx';
import { ImagesTab } from './images-tab.tsx';
import { LintTab } from './lint-tab.tsx';
import { MatrixTab } from './matrix-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PermissionsTab } from './permissions-tab.tsx';
import { RehearseTab } from './rehearse-tab.tsx';
import { ScenariosTab } from './scenarios-tab.tsx';
import { WatchStrip } from './watch-strip.tsx';

// The graph brings its own layout engine; pages that never show one never load it.
const PlanTab = lazy(async () => ({ default: (await import('./plan-tab.tsx')).PlanTab }));

interface ProjectDetailProps {
  readonly dir: string;
  readonly project: ProjectView | undefined;
  readonly tab: string | undefined;
}

export function ProjectDetail({ dir, project, tab }: ProjectDetailProps) {
  const { t } = useText();
  return (
    <>
      <DetailHead
        title={<Data>{project?.name ?? baseName(dir)}</Data>}
        under={
          <>
            {project?.packageId && <Data mono>{project.packageId}</Data>}
            <Data mono dim>
              {dir}
            </Data>
          </>
        }
        actions={
          <ActionBar
            screen="projects"
            which="selected"
            subjects={{ project: dir }}
            primary="rehearsal.start"
            tabs={[
              'lint',
              'form',
              'plan',
              'test',
              'matrix',
              'project.watch',
              'permissions',
              'cost',
              'images',
              'fidelity',
            ]}
          />
        }
      />
      <WatchStrip dir={dir} />
      <DetailTabs
        value={tab ?? 'overview'}
        onChange={(id) => go('projects', [dir, id], 'replace')}
        tabs={[
          {
            id: 'overview',
            title: t('projects.overview'),
            body: () => <OverviewTab dir={dir} addedAt={project?.addedAt} />,
          },
          { id: 'lint', action: 'lint', title: t('projects.lint'), body: () => <LintTab dir={dir} /> },
          { id: 'form', action: 'form', title: t('projects.form'), body: () => <FormTab dir={dir} /> },
          {
            id: 'plan',
            action: 'plan',
            title: t('projects.plan'),
            body: () => (
              <Suspense fallback={<Lines />}>
                <PlanTab dir={dir} />
              </Suspense>
            ),
          },
          {
            id: 'images',
            action: 'images',
            title: t('projects.images'),
            body: () => <ImagesTab dir={dir} />,
          },
          { id: 'rehearse', title: t('projects.rehearse'), body: () => <RehearseTab dir={dir} /> },
          {
            id: 'scenarios',
            action: 'test',
            title: t('projects.scenarios'),
            body: () => <ScenariosTab dir={dir} />,
          },
          {
            id: 'matrix',
            action: 'matrix',
            title: t('projects.matrix'),
            body: () => <MatrixTab dir={dir} />,
          },
          {
            id: 'permissions',
            action: 'permissions',
            title: t('projects.permissions'),
            body: () => <PermissionsTab dir={dir} />,
          },
          { id: 'cost', action: 'cost', title: t('cost.title'), body: () => <CostTab dir={dir} /> },
        ]}
      />
    </>
  );
}
