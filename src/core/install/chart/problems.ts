import type { Problem, ProblemKind } from '../../cluster/index.ts';
import type { ErrorPlace } from '../../errors/index.ts';
import { text } from '../../text.ts';
import { problemCure } from '../cures/problem-cures.ts';
import type { Failure } from '../events.ts';
import { failure, placeName } from '../failure.ts';
import type { SimCode } from '../rules.ts';
import type { Fillings } from '../template.ts';
import type { Installation } from './installation.ts';

const CODES: Readonly<Record<Exclude<ProblemKind, 'loose'>, SimCode>> = {
  refused: 'SIM_OBJECT_REFUSED',
  'no-api': 'SIM_API_MISSING',
  forbidden: 'SIM_POD_FORBIDDEN',
  unschedulable: 'SIM_POD_UNSCHEDULABLE',
  volume: 'SIM_VOLUME_PENDING',
  reference: 'SIM_REFERENCE_MISSING',
  pull: 'SIM_PULL_DENIED',
  'never-ready': 'SIM_NEVER_READY',
  job: 'SIM_JOB_FAILED',
};

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The template's line that a problem is about: the first that holds one of its hints, best hint first. */
export function problemPlace(
  { facts }: Pick<Installation, 'facts'>,
  { source, hints }: Pick<Problem, 'source' | 'hints'>,
): ErrorPlace {
  for (const hint of hints) {
    const [found] = facts.provenance.lines(source, new RegExp(`^.*${escaped(hint)}.*$`));
    if (found) return found;
  }
  return { file: source };
}

/** A problem of the cluster as the failure of the release. */
export function problemFailure(installation: Installation, found: Problem, data: Fillings = {}): Failure {
  const { subject, site, cluster } = installation;
  const place = problemPlace(installation, found);
  const code = CODES[found.kind === 'loose' ? 'refused' : found.kind];
  return failure(
    code,
    {
      object: found.object,
      words: found.words,
      cure: found.cure,
      where: placeName(place),
      nodes: site.nodes,
      version: site.kubeVersion,
      classes:
        cluster.state
          .all('StorageClass')
          .map((each) => each.name)
          .join(', ') || '-',
      ...data,
    },
    {
      address: subject.address,
      cure: problemCure(installation, found),
      causes: [
        ...subject.causes('chart_src').slice(0, 1),
        {
          kind: 'source',
          text: text(`${found.object} in ${found.source}`, `${found.source} 中的 ${found.object}`),
          place,
        },
        {
          kind: 'value',
          text:
            found.reason === ''
              ? found.words
              : {
                  en: `${found.reason}: ${found.words.en}`,
                  'zh-CN': `${found.reason}:${found.words['zh-CN']}`,
                },
        },
      ],
    },
  );
}
