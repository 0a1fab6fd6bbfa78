import type { Problem } from '../../cluster/index.ts';
import { text } from '../../text.ts';
import type { Installation } from '../chart/installation.ts';
import type { Cure, CureChange } from '../events.ts';
import { withoutRelease, writtenName } from './chart-text.ts';

/** Where the chart finds what the platform gives it to log in with. */
const VALUES = 'cloudappRepo';
const REPO = ['server', 'username', 'password'] as const;

/**
 * The Secret that pods pull with and nobody made: a template that makes it from what the platform gives every package
 * (`cloudapp_repo_server`, `…_username`, `…_password`), and the way there through chart_values.
 */
export function pullSecret(installation: Installation, { source, wants }: Problem): Cure | undefined {
  if (wants?.on !== 'object') return undefined;
  const { facts, chart, subject, run } = installation;
  const name = writtenName(facts.provenance.text(source), 'imagePullSecrets', wants.name);
  const file = `${chart}/templates/secret-${withoutRelease(wants.name)}.yaml`;
  if (name === undefined || facts.provenance.text(file) !== '' || !source.startsWith(`${chart}/templates/`))
    return undefined;
  const given = valuesGiven(installation);
  if (!given) return undefined;
  const at = (field: string): string => `.Values.${VALUES}.${field}`;
  const entry = `(dict "username" ${at('username')} "password" ${at('password')} "auth" (printf "%s:%s" ${at('username')} ${at('password')} | b64enc))`;
  const content = [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${name}`,
    'type: kubernetes.io/dockerconfigjson',
    'data:',
    `  .dockerconfigjson: {{ dict "auths" (dict ${at('server')} ${entry}) | toJson | b64enc }}`,
    '',
  ].join('\n');
  const declared = [...run.input.source.files.keys()].filter((path) => path.endsWith('.tf'));
  const lacking = REPO.map((field) => `cloudapp_repo_${field}`).filter(
    (variable) =>
      !declared.some((path) => new RegExp(`variable\\s+"${variable}"`).test(facts.provenance.text(path))),
  );
  const { file: main } = subject.planned;
  const end = facts.provenance.text(main).length;
  const changes: CureChange[] = [{ on: 'package', file, start: 0, end: 0, text: content }, given];
  if (lacking.length > 0)
    changes.push({
      on: 'package',
      file: main,
      start: end,
      end,
      text: `\n${lacking.map((variable) => `variable "${variable}" {}\n`).join('')}`,
    });
  return {
    title: text(
      `Create Secret ${wants.name} in ${file} from cloudapp_repo_server, cloudapp_repo_username and cloudapp_repo_password, which ${given.file} passes on.`,
      `在 ${file} 中用 cloudapp_repo_server、cloudapp_repo_username、cloudapp_repo_password 创建 Secret ${wants.name},并由 ${given.file} 传入。`,
    ),
    changes,
    lifts: [],
  };
}

/** `chart_values` with what the Secret is made of. */
function valuesGiven({ subject }: Installation): Extract<CureChange, { on: 'package' }> | undefined {
  const entry = (indent: string): string =>
    [
      `${indent}${VALUES} = {`,
      ...REPO.map((field) => `${indent}  ${field.padEnd(8)} = var.cloudapp_repo_${field}`),
      `${indent}}`,
    ].join('\n');
  const written = subject.expression('chart_values');
  if (written) {
    const { file, start, end, text: words } = written;
    if (words.includes(VALUES)) return undefined;
    if (/^\{\s*\}$/.test(words)) return { on: 'package', file, start, end, text: `{\n${entry('    ')}\n  }` };
    // Entries of one line have no commas to spare.
    if (/^\{[ \t]*\n/.test(words))
      return { on: 'package', file, start: start + 1, end: start + 1, text: `\n${entry('    ')}` };
    return { on: 'package', file, start, end, text: `merge(${words}, {\n${entry('    ')}\n  })` };
  }
  const source = subject.expression('chart_src');
  if (!source) return undefined;
  return {
    on: 'package',
    file: source.file,
    start: source.end,
    end: source.end,
    text: `\n\n  chart_values = {\n${entry('    ')}\n  }`,
  };
}
