import { ActionBar } from '../../actions/action-bar.tsx';
import { ActionButton } from '../../actions/action-button.tsx';
import { subjectsOf } from '../../actions/subjects.ts';
import { useText } from '../../i18n/index.ts';
import { Empty } from '../../parts/basics.tsx';
import { ListPane } from '../../parts/list-pane.tsx';
import { useCliLine } from '../../state/cli-line.ts';
import { useConsole } from '../../state/engine.ts';
import { go, useRoute } from '../../state/route.ts';
import { Data } from '../../text/data.tsx';
import { ProjectDetail } from './project-detail.tsx';

/** Projects: the list, and beside it the one that is selected. */
export function ProjectsScreen() {
  const { t } = useText();
  const route = useRoute();
  const projects = useConsole((state) => state.projects);
  const [dir, tab] = route.path;
  const project = projects?.find((each) => each.dir === dir);
  const first = (
    <Empty
      title={t('projects.empty')}
      action={
        <>
          <ActionButton action="project.sample" primary />
          <ActionButton action="project.add" />
        </>
      }
    >
      {t('projects.empty.help')}
    </Empty>
  );
  return (
    <div className="list-detail">
      <ListPane
        label={t('screen.projects')}
        items={projects?.map((each) => ({
          id: each.dir,
          title: each.name,
          words: `${each.name} ${each.dir} ${each.packageId ?? ''}`,
          aside: each.missing ? (
            <span className="tag bad">{t('projects.missing')}</span>
          ) : each.sample ? (
            <span className="tag">{t('projects.sample')}</span>
          ) : undefined,
          under: (
            <Data mono dim clip>
              {each.packageId ?? each.dir}
            </Data>
          ),
        }))}
        selected={dir}
        onSelect={(id) => go('projects', tab === undefined ? [id] : [id, tab], 'replace')}
        empty={first}
        top={<ActionBar screen="projects" which="screen" subjects={subjectsOf(route)} />}
      />
      <div className="detail">
        {dir === undefined ? (
          <NothingSelected none={projects?.length === 0}>{first}</NothingSelected>
        ) : (
          <ProjectDetail key={dir} dir={dir} project={project} tab={tab} />
        )}
      </div>
    </div>
  );
}

function NothingSelected({ none, children }: { readonly none: boolean; readonly children: React.ReactNode }) {
  const { t } = useText();
  useCliLine('project.list');
  return none ? children : <Empty title={t('projects.select')}>{t('projects.select.help')}</Empty>;
}
