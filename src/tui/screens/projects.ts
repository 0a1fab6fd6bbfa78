import { reportOf } from '../actions/errors.ts';
import type { ProjectView } from '../contract.ts';
import { homely, placeText } from '../draw/format.ts';
import { blank, dim, span } from '../draw/span.ts';
import { editOf } from '../input/edit.ts';
import { type Ask, answerOf } from '../state/answers.ts';
import type { App, Scene } from '../state/app.ts';
import { answersInput, setAnswers } from '../state/forms.ts';
import { go, toggled } from '../state/ui.ts';
import { projectCost } from './projects/cost-tab.ts';
import { editField } from './projects/edit-field.ts';
import { formBlocks } from './projects/form-tab.ts';
import { imageBlocks } from './projects/images-tab.ts';
import { lintBlocks } from './projects/lint-tab.ts';
import { matrixBlocks, pickedCell } from './projects/matrix-tab.ts';
import { overviewBlocks } from './projects/overview-tab.ts';
import { permissionBlocks } from './projects/permissions-tab.ts';
import { planBlocks } from './projects/plan-tab.ts';
import { scenarioBlocks } from './projects/scenarios-tab.ts';
import { watchLines } from './projects/watch-lines.ts';
import type { DetailView, ListView, Row, Same, ScreenModule, Size, Subjects, Tab } from './screen.ts';
import { selectedId, tabOf } from './selection.ts';

const TABS: readonly Tab[] = [
  { id: 'overview', title: 'projects.overview' },
  { id: 'lint', title: 'projects.lint' },
  { id: 'form', title: 'projects.form' },
  { id: 'plan', title: 'projects.plan' },
  { id: 'images', title: 'projects.images' },
  { id: 'scenarios', title: 'projects.scenarios' },
  { id: 'matrix', title: 'projects.matrix' },
  { id: 'permissions', title: 'projects.permissions' },
  { id: 'cost', title: 'cost.title' },
];

const rowOf = (project: ProjectView, { words }: Scene): Row => ({
  id: project.dir,
  mark: project.missing ? span('✗', 'bad') : dim('▪'),
  text: project.name,
  note: project.missing ? words.t('projects.missing') : project.sample ? words.t('projects.sample') : '',
});

function list(scene: Scene): ListView {
  return {
    rows: scene.console.projects?.map((each) => rowOf(each, scene)),
    empty: { title: 'projects.empty', help: 'projects.empty.help' },
  };
}

const dirOf = (scene: Scene): string | undefined => selectedId(scene, 'projects', list(scene).rows);
const open = (scene: Scene): string => tabOf(scene, 'projects', TABS);

function asks(scene: Scene): readonly Ask[] {
  const dir = dirOf(scene);
  if (dir === undefined) return [];
  const answers = answersInput(scene.forms, dir);
  switch (open(scene)) {
    case 'lint':
      return [{ id: 'lint', input: { dir, dialect: scene.ui.dialect, format: 'json' } }];
    case 'form':
      return [{ id: 'form', input: { dir, answers } }];
    case 'plan':
      return [{ id: 'plan', input: { dir, answers, dialect: scene.ui.dialect } }];
    case 'images':
      return [
        { id: 'images', input: { dir } },
        { id: 'fidelity', input: { dir } },
      ];
    case 'scenarios':
      return [
        { id: 'scenario.list', input: { dir } },
        { id: 'fault.list', input: {} },
      ];
    case 'matrix':
      return [{ id: 'matrix.list', input: { dir } }];
    case 'permissions':
      return [{ id: 'permissions', input: { dir, answers } }];
    case 'cost':
      return [{ id: 'cost', input: { dir, answers } }];
    default:
      return [{ id: 'project.show', input: { dir } }];
  }
}

function same(scene: Scene): Same {
  const [ask] = asks(scene);
  if (ask === undefined) return { id: 'project.list', input: {} };
  const { format: _format, ...input } = ask.input;
  return { id: ask.id, input };
}

/** What is shown of a project; above it the verdict where it is watched. */
function detail(scene: Scene, size: Size): DetailView {
  const view = tabDetail(scene, size);
  const lines = watchLines(scene, dirOf(scene) ?? '', size.width);
  return lines.length === 0 ? view : { ...view, head: [...lines, blank, ...view.head] };
}

function tabDetail(scene: Scene, size: Size): DetailView {
  const dir = dirOf(scene);
  const project = scene.console.projects?.find((each) => each.dir === dir);
  const tab = open(scene);
  const shown = { key: `projects ${dir ?? ''}`, title: project?.name ?? '', tabs: TABS, tab };
  if (dir === undefined) return { ...shown, tabs: [], head: [], blocks: [] };
  const path = [dim(homely(dir, scene.around.home))];
  switch (tab) {
    case 'lint':
      return { ...shown, ...lintBlocks(scene, dir, size) };
    case 'form':
      return { ...shown, ...formBlocks(scene, dir, size), enters: 'keys.short.change' };
    case 'plan':
      return { ...shown, ...planBlocks(scene, dir, size), enters: 'keys.short.open' };
    case 'images':
      return { ...shown, ...imageBlocks(scene, dir, size) };
    case 'scenarios':
      return { ...shown, ...scenarioBlocks(scene, dir, size), enters: 'keys.short.play' };
    case 'matrix':
      return { ...shown, ...matrixBlocks(scene, dir, size), enters: 'keys.short.run' };
    case 'permissions':
      return { ...shown, ...permissionBlocks(scene, dir, size) };
    case 'cost':
      return { ...shown, head: [], blocks: projectCost(scene, dir, size) };
    default:
      return { ...shown, head: [path], blocks: overviewBlocks(scene, dir, size) };
  }
}

const subjects = (scene: Scene): Subjects => {
  const project = dirOf(scene);
  return project === undefined ? {} : { project };
};

const onForm = (scene: Scene): boolean => open(scene) === 'form' || open(scene) === 'plan';

/** Asks which call to look up, and says whether it is allowed and what decides. */
function askCall(app: App, dir: string): void {
  const { t, say } = app.words;
  app.ui.setState({
    overlay: {
      kind: 'text',
      title: t('permissions.ask'),
      help: t('permissions.ask.help'),
      edit: editOf(),
      secret: false,
      done(typed) {
        const [call = '', on] = typed.trim().split(/\s+/);
        if (call === '') return undefined;
        app.client.call('permissions', { dir, call, ...(on === undefined ? {} : { on }) }).then(
          ({ answer }) => {
            if (!answer) return;
            const place = answer.decidedBy?.place ? `  ${placeText(answer.decidedBy.place)}` : '';
            app.ui.setState({
              notice: {
                tone: answer.verdict === 'allowed' ? 'good' : answer.verdict === 'limited' ? 'warn' : 'bad',
                text: `${call}: ${t(`permissions.${answer.verdict}`)}${place}  ${say(answer.reason)}`,
              },
            });
          },
          (error: unknown) =>
            app.ui.setState({ overlay: { kind: 'error', report: reportOf(error), scroll: 0 } }),
        );
        return undefined;
      },
    },
  });
}

/** Plays a scenario in the engine and goes to watch it. */
function play(app: App, dir: string, scenario: string): void {
  app.client.call('rehearsal.start', { dir, scenario, speed: 60 }).then(
    ({ id }) => go(app.ui, 'rehearsals', id),
    (error: unknown) => app.ui.setState({ overlay: { kind: 'error', report: reportOf(error), scroll: 0 } }),
  );
}

export const projects: ScreenModule = {
  list,
  detail,
  subjects,
  asks,
  same,
  keys: [
    {
      key: '~',
      does: 'keys.dialect',
      when: (scene) => open(scene) === 'lint' || open(scene) === 'plan',
      run: ({ ui }) =>
        ui.setState(({ dialect }) => ({ dialect: dialect === 'cloudapp' ? 'terraform' : 'cloudapp' })),
    },
    {
      key: '+',
      does: 'keys.askCall',
      when: (scene) => open(scene) === 'permissions',
      run: (app, scene) => askCall(app, dirOf(scene) ?? ''),
    },
    {
      key: '=',
      does: 'keys.firstChoices',
      when: (scene) => onForm(scene) && scene.forms[dirOf(scene) ?? ''] !== undefined,
      run: ({ forms }, scene) => setAnswers(forms, dirOf(scene) ?? '', undefined),
    },
  ],
  open(app: App, scene: Scene, pick: string) {
    const dir = dirOf(scene);
    if (dir === undefined) return;
    if (open(scene) === 'form') {
      const form = answerOf(scene.answers, 'form', {
        dir,
        answers: answersInput(scene.forms, dir),
      } as never).data;
      const field = form?.fields.find((each) => each.name === pick);
      if (form && field) editField(app, dir, form, field);
      return;
    }
    if (open(scene) === 'scenarios') return play(app, dir, pick);
    if (open(scene) === 'matrix') {
      const cell = pickedCell(pick);
      return cell === undefined ? app.heat.toggleRun(dir, pick) : play(app, dir, cell);
    }
    if (open(scene) === 'plan')
      app.ui.setState(({ expanded }) => ({ expanded: toggled(expanded, `${dir} ${pick}`) }));
  },
};
