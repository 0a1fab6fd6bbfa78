import type { PackageModel } from '../../package/model.ts';
import type { PackageSource } from '../../package/source.ts';
import type { PlannedResource } from '../../terraform/plan/types.ts';
import { text } from '../../text.ts';
import type { Cure, CureChange } from '../events.ts';
import { roleBlock } from '../role.ts';

const MANIFEST = 'package.yaml';

const textOf = (source: PackageSource, file: string): string => {
  const bytes = source.files.get(file);
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
};

const insert = (file: string, at: number, words: string): CureChange => ({
  on: 'package',
  file,
  start: at,
  end: at,
  text: words,
});

/** Declares an action in package.yaml: a statement more, or a first policy. */
export function permissionCure(source: PackageSource, model: PackageModel, action: string): Cure | undefined {
  const manifest = textOf(source, MANIFEST);
  const [first] = model.policy?.statement ?? [];
  const title = text(
    `Declare ${action} in role.policy of package.yaml.`,
    `在 package.yaml 的 role.policy 中声明 ${action}。`,
  );
  if (first) {
    const { offset, column } = first.range.start;
    const dash = manifest.slice(manifest.lastIndexOf('\n', offset - 1) + 1, offset);
    // A statement in flow style, or one that does not stand behind its dash, is left to a person.
    if (!/^\s*-\s+$/.test(dash)) return undefined;
    const inner = ' '.repeat(column - 1);
    const statement = `action:\n${inner}  - ${action}\n${inner}resource: "*"\n${inner}effect: allow\n${dash}`;
    return { title, changes: [insert(MANIFEST, offset, statement)], lifts: [] };
  }
  if (model.policy || /^role:/m.test(manifest)) return undefined;
  const before = manifest.endsWith('\n') || manifest === '' ? '' : '\n';
  const policy = [
    'role:',
    '  policy:',
    '    version: "2.0"',
    '    statement:',
    '      - action:',
    `          - ${action}`,
    '        resource: "*"',
    '        effect: allow',
    '',
  ].join('\n');
  return { title, changes: [insert(MANIFEST, manifest.length, before + policy)], lifts: [] };
}

/** Binds the role to a machine, and declares its variable where that is missing. */
export function roleCure(source: PackageSource, machine: PlannedResource): Cure | undefined {
  const content = textOf(source, machine.file);
  const block = roleBlock(machine.type);
  const from =
    block === ''
      ? machine.range.start.offset
      : content.slice(machine.range.start.offset).search(new RegExp(`\\b${block}\\s*\\{`)) +
        machine.range.start.offset;
  const brace = content.indexOf('{', from);
  if (brace === -1 || from < machine.range.start.offset) return undefined;
  const indent = block === '' ? '  ' : '    ';
  const declared = [...source.files].some(
    ([path]) => path.endsWith('.tf') && /variable\s+"cloudapp_cam_role"/.test(textOf(source, path)),
  );
  const changes = [insert(machine.file, brace + 1, `\n${indent}cam_role_name = var.cloudapp_cam_role`)];
  if (!declared) changes.push(insert(machine.file, content.length, '\nvariable "cloudapp_cam_role" {}\n'));
  return {
    title: text(`Bind the role to ${machine.address}.`, `为 ${machine.address} 绑定角色。`),
    changes,
    lifts: [],
  };
}
