import type { Problem } from '../../cluster/index.ts';
import type { KubernetesFinding } from '../../kubernetes/index.ts';
import { fillText, text } from '../../text.ts';
import type { Failure } from '../events.ts';
import type { Installation } from './installation.ts';
import { problemFailure } from './problems.ts';
import { loose } from './workloads.ts';

/** Kinds that a version does not serve and custom resources: the simulated cluster has said more of them already. */
const OTHERS = new Set(['KUB101', 'KUB113']);
const REFUSED = text('{object} is invalid: {path}: {words}', '{object} 无效:{path}:{words}');
const TAKEN = text('{path}: {words}.', '{path}:{words}。');

/**
 * Holds what a chart renders against the schemas of the cluster's version: what is dropped or deprecated is said, the
 * first object that would be refused is the release's failure.
 */
export function checkSchemas(installation: Installation): Failure | undefined {
  const { facts, rendered, cluster } = installation;
  const all = [...rendered.objects, ...rendered.hooks];
  const findings = (facts.charts.check?.(all, cluster.spec.version) ?? []).filter(
    ({ code }) => !OTHERS.has(code),
  );
  for (const found of findings) if (found.severity !== 'error') loose(installation, problemOf(found));
  const first = findings.find(({ severity }) => severity === 'error');
  return first && problemFailure(installation, problemOf(first));
}

function problemOf({ code, severity, object, path, source, message }: KubernetesFinding): Problem {
  const refused = severity === 'error';
  const say = (lang: 'en' | 'zh-CN') =>
    fillText(refused ? REFUSED : TAKEN, { object, path, words: message[lang] })[lang];
  return {
    kind: refused ? 'refused' : 'loose',
    severity: refused ? 'error' : 'warning',
    object,
    source,
    reason: code,
    words: { en: say('en'), 'zh-CN': say('zh-CN') },
    // The last name of the path is what stands in the template.
    hints: [`${/([\w$-]+)(?:\[\d+\])*$/.exec(path)?.[1] ?? path}:`],
    cure: text(`Correct ${path} in ${source}.`, `请更正 ${source} 中的 ${path}。`),
  };
}
