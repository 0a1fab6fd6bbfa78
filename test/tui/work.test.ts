import { afterEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/tui/actions/prompt.ts';
import { script } from '../renderer/fake/rehearsal.ts';
import { PaperConsole } from './harness.ts';

let paper: PaperConsole;
afterEach(() => paper.close());

const open = async (options: ConstructorParameters<typeof PaperConsole>[0] = {}): Promise<void> => {
  paper = new PaperConsole(options);
  await paper.until('127.0.0.1:5100', 'hello-cluster');
};
const DIR = '/work/packages/hello-cluster';

describe('work in the terminal console', () => {
  it('moves by arrows and letters, filters, goes back', async () => {
    await open();
    await paper.press('j', 'down');
    await paper.until('▌▪ trusted-log', '$ drydock project show /work/packages/trusted-log');
    await paper.press('k');
    await paper.until('▌▪ clb-demo');
    await paper.press('/', '=trust');
    await paper.until('/trust', '▌▪ trusted-log');
    expect(paper.screen).not.toContain('▪ clb-demo');
    await paper.press('enter', 'esc');
    await paper.until('▪ clb-demo');
  });

  it('shows findings with place, excerpt and fix, in both dialects', async () => {
    await open();
    await paper.press('c');
    await paper.until(
      'PKG_POLICY_MISSING_ACTION  package.yaml:41:9',
      '41 │ - cvm:RunInstances',
      '^^^',
      'Fix: ',
    );
    await paper.press('~');
    await expect
      .poll(() => paper.inputs('lint'))
      .toContainEqual({ dir: DIR, dialect: 'terraform', format: 'json' });
    await paper.until('as Terraform proper');
  });

  it('edits the form by keyboard and rehearses with the answers', async () => {
    await open();
    await paper.press('f');
    await paper.until('Every required field has a valid answer.', 'With the first valid choices');
    await paper.press('end', 'up', 'enter');
    await paper.until('━ Days that backups are kept', 'Enter Take');
    await paper.press('backspace', '=14', 'enter');
    await paper.until('With your answers', '✓ Every required');
    const last = paper.inputs('form').at(-1) as { answers: { values: Record<string, unknown> } };
    expect(last.answers.values.days).toBe(14);
    expect(last.answers.values.network).toBeDefined();
    await paper.press('r');
    await paper.until('your answers (');
    await paper.press('enter');
    await expect.poll(() => paper.inputs('rehearsal.start')).toHaveLength(1);
    expect(paper.inputs('rehearsal.start')[0]).toMatchObject({ dir: DIR, answers: { values: { days: 14 } } });
    await paper.until('◐ Running', 'Started rh-');
  });

  it('takes an answer from the options, not one that cannot be chosen', async () => {
    await open();
    await paper.press('f');
    await paper.until('Every required field has a valid answer.');
    await paper.press('down', 'enter');
    await paper.until('Machine type of the nodes', 'Enter Take');
    const overlay = paper.app.ui.getState().overlay;
    if (overlay?.kind !== 'choose') throw new Error('no options were offered');
    const closed = overlay.options.findIndex((option) => option.disabled !== undefined);
    expect(closed).toBeGreaterThan(0);
    await paper.press(...Array.from({ length: closed }, () => 'down'), 'enter');
    await paper.until('Enter Take');
    await paper.press('up', 'enter');
    await paper.until('With your answers');
  });

  it('shows the plan in order with edges, arguments on demand', async () => {
    await open({ width: 160, height: 40 });
    await paper.press('p');
    await paper.until(
      'Resources: 12 · Outputs: 3',
      '+ tencentcloud_security_group_rule.http  ← tencentcloud_security_group.nodes',
    );
    const order = ['random_password.db', 'tencentcloud_kubernetes_cluster.main', 'cloudapp_helm_app.hello'];
    const places = order.map((name) => paper.screen.indexOf(`+ ${name}`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    await paper.press('down', 'down', 'enter');
    await paper.until('name: hello-nodes', 'infrastructure/cluster.tf:9');
  });

  it('shows a rehearsal that another face started, live, and cancels it', async () => {
    await open();
    paper.state.add('rh-other', DIR, script('rh-other', DIR), 60);
    await paper.press('2');
    await paper.until('◐ Running', '◐ tencentcloud_', /\d+ of 12 resources/, '─ Log');
    await paper.until('✓ random_password.db', 'Created');
    await paper.press('x');
    await expect.poll(() => paper.inputs('rehearsal.cancel')).toEqual([{ id: 'rh-other' }]);
  });

  it('shows why a rehearsal failed: the chain from source to world, and the cure', async () => {
    await open({ width: 100, height: 40 });
    await paper.press('2', 'down');
    await paper.press('up');
    await paper.until(
      'SIM_STOCK_SOLD_OUT',
      '├ Source  infrastructure/cluster.tf:41:22',
      '├ Value',
      '├ Rule',
      '└ World',
      'Cure: Choose',
    );
  });

  it('rehearses in the foreground and shows it where all rehearsals are', async () => {
    await open();
    await paper.press('R');
    await paper.until('Rehearse install', 'answers');
    await paper.press('enter');
    await paper.until('2 Rehearsals', '◐ Running');
    expect(paper.app.ui.getState().screen).toBe('rehearsals');
  });

  it('shows secrets only when asked', async () => {
    await open();
    await paper.press('3');
    await paper.until('admin_password', '******');
    expect(paper.inputs('instance.show').every((input) => !JSON.stringify(input).includes('reveal'))).toBe(
      true,
    );
    await paper.press('*');
    await expect.poll(() => paper.inputs('instance.show').at(-1)).toMatchObject({ reveal: true });
    await paper.until('admin_password', /(?<!\*)\S{8,}/);
  });

  it('verifies a licence from a file, with verdict and reasons', async () => {
    await open();
    await paper.press('4');
    await paper.until('Subscription');
    await paper.press('v', '=/tmp/license.json', 'enter');
    await expect
      .poll(() => paper.inputs('license.verify')[0])
      .toMatchObject({
        file: { name: '/tmp/license.json', text: 'text of /tmp/license.json' },
      });
    await paper.until('Judged at');
  });

  it('says in the prompt when a file cannot be read', async () => {
    await open({ around: { readText: () => Promise.reject(new Error('/nowhere cannot be read: ENOENT')) } });
    await paper.press('4', 'o', '=/nowhere', 'enter');
    await paper.until('✗ /nowhere cannot be read: ENOENT', 'Inspect licence');
    expect(
      paper.inputs('license.inspect').filter((each) => JSON.stringify(each).includes('nowhere')),
    ).toEqual([]);
  });

  it('walks from a repository to its tags to an image by platform', async () => {
    await open({ width: 120, height: 40 });
    await paper.press('5', 'enter');
    await paper.until('▾ hello/web', '▪ latest');
    await paper.press('down');
    await paper.until(
      'docker pull',
      'linux/amd64',
      'linux/arm64',
      'RUN npm ci',
      '$ drydock registry show hello/web:latest',
    );
  });

  it('previews a removal, keeps everything with Esc, removes with y', async () => {
    await open();
    await paper.press('5', 'enter');
    await paper.until('▪ latest');
    await paper.press('down', 'd');
    await paper.until('Remove this image', 'to give back', 'y Remove image');
    expect(paper.inputs('registry.rm')).toEqual([{ reference: 'hello/web:latest', dryRun: true }]);
    await paper.press('enter', 'esc');
    expect(paper.inputs('registry.rm')).toHaveLength(1);
    await paper.press('d');
    await paper.until('to give back');
    await paper.press('y');
    const removal = { reference: 'hello/web:latest', preview: 'aaaaaaaaaaaaaaaa' };
    await expect.poll(() => paper.inputs('registry.rm').at(-1)).toEqual(removal);
  });

  it('previews a collection, runs it with progress, and cancels it', async () => {
    await open();
    await paper.press('5', 'g');
    await paper.until('purge');
    await paper.press('enter');
    await paper.until('46 to remove', 'Reason');
    await paper.press('y');
    await paper.until('◐ Collect garbage', /\d+\/46/, 'Ctrl+X cancels');
    await paper.press('ctrl-x');
    await paper.until('! Cancelled.');
    await paper.press('7', 'down');
    await paper.until('Started here', '- Collect garbage');
  });

  it('finds any action in the palette and asks for what it needs', async () => {
    await open();
    await paper.press(':', '=imp');
    await paper.until('▌Import image', '$ drydock image import FILE');
    await paper.press('enter');
    await paper.until('file*', 'name');
    await paper.press('enter');
    await paper.until('✗ file is needed.');
    await paper.press('=web.tar', 'enter');
    await expect.poll(() => paper.inputs('image.import')).toEqual([{ file: '/here/web.tar' }]);
  });

  it('shows the command line of what is asked while it is typed', async () => {
    await open();
    await paper.press('r');
    const goTo = async (field: string): Promise<void> => {
      for (let step = 0; step < 20 && !paper.screen.includes(`▌${field} `); step++) await paper.press('down');
    };
    await goTo('worldClosed');
    await paper.press('right');
    await goTo('speed');
    await paper.press('=60');
    await paper.until(`$ drydock rehearsal start ${DIR} --world-closed`, '--speed 60');
  });

  it('takes lists by words, holding together what is quoted, and files by their place', () => {
    expect(wordsOf(`a=1,b={p,q}  c="two words" 'x y'`)).toEqual(['a=1,b={p,q}', 'c=two words', 'x y']);
  });

  it('evaluates an expression and shows its value, or the mistake in it', async () => {
    await open();
    const answers: readonly unknown[] = [
      { value: '["a"]', type: '["list","string"]', unknown: false, sensitive: false, shown: '[\n  "a",\n]' },
      { error: { summary: 'Invalid reference', detail: 'There is no variable "x".' } },
    ];
    let asked = 0;
    const call = paper.app.client.call.bind(paper.app.client);
    Object.assign(paper.app.client, {
      call: (id: string, input: unknown, options: unknown) =>
        id === 'console'
          ? Promise.resolve(answers[asked++])
          : call(id as never, input as never, options as never),
    });
    await paper.press('e');
    await paper.until('expr*', 'Evaluate expression');
    await paper.press('=var.x', 'enter');
    await paper.until('"a",', '["list","string"]');
    await paper.press('esc', 'e', '=x', 'enter');
    await paper.until('✗ Invalid reference', 'There is no variable');
  });

  it('shows a refusal with its code and what to do', async () => {
    await open();
    await paper.press('d');
    await paper.until('Forget this project?');
    paper.state.projects.splice(0, 1);
    await paper.press('y');
    await paper.until('✗ NOT_FOUND', 'What to do');
    await paper.press('esc');
    expect(paper.app.ui.getState().overlay).toBeUndefined();
  });

  it('takes pasted text as text: it presses no keys', async () => {
    await open();
    await paper.paste('dyq\nX');
    expect(paper.quits).toEqual([]);
    expect(paper.app.ui.getState().overlay).toBeUndefined();
    await paper.press('a');
    await paper.until('Add project');
    await paper.paste('/work/some where\n');
    await paper.press('enter');
    await expect.poll(() => paper.inputs('project.add')).toEqual([{ dir: '/work/some where' }]);
  });

  it('says once that quitting ends what the engine in it rehearses', async () => {
    await open({ around: { pid: 4711 } });
    await paper.press('q');
    expect(paper.quits).toEqual([0]);
    paper.state.add('rh-now', DIR, script('rh-now', DIR), 5);
    await expect.poll(() => paper.app.console.store.getState().rehearsals?.[0]?.state).toBe('running');
    await paper.press('q');
    await paper.until('The engine runs in this console');
    expect(paper.quits).toEqual([0]);
    await paper.press('q');
    expect(paper.quits).toEqual([0, 0]);
  });

  it('quits with q and Ctrl-C, and not from within a text', async () => {
    await open();
    await paper.press('a', '=q');
    expect(paper.quits).toEqual([]);
    await paper.press('esc', 'q');
    expect(paper.quits).toEqual([0]);
    await paper.press('ctrl-c');
    expect(paper.quits).toEqual([0, 130]);
  });
});
