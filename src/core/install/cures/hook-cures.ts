import type { Workload } from '../../cluster/index.ts';
import type { RenderedObject } from '../../helm/types.ts';
import { text } from '../../text.ts';
import type { Installation } from '../chart/installation.ts';
import type { Cure, CureChange } from '../events.ts';
import { writtenScalar } from './chart-text.ts';

/** Commands that keep a job from ending, as they are written: what they become. `while` loops are left to a person. */
const ENDLESS =
  /(\s*(?:&&|;)\s*)?(?:\bsleep\s+(?:infinity|inf)\b|\btail\s+-[a-zA-Z]*[fF]\b(?:[ \t]+[\w./-]+)?)/g;
const SLEEP = /\bsleep\s+(\d{1,7})([smh]?)\b/g;
const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };
const HOOK_ANNOTATION = /^[ \t]*["']?helm\.sh\/hook(?:-weight|-delete-policy)?["']?[ \t]*:.*\n?/gm;
/** Seconds that pulling and starting take at most, as a rule. */
const STARTING = 30;

/** What is known of a hook that does not end in time. Times are seconds. */
export interface LateHook {
  readonly hook: RenderedObject;
  /** How long the job runs; infinite when it never ends. */
  readonly takes: number;
  /** Its own deadline, or Helm's time, whichever ends it. */
  readonly limit: number;
  /** True: nothing that is written says so, its image does. */
  readonly isOfImage: boolean;
}

type PackageChange = Extract<CureChange, { on: 'package' }>;

const piece = (file: string, start: number, end: number, words: string): PackageChange => ({
  on: 'package',
  file,
  start,
  end,
  text: words,
});

/** How to get past a hook whose job does not end in time; undefined where only its author can say. */
export function hookCure(installation: Installation, late: LateHook): Cure | undefined {
  if (late.isOfImage)
    return Number.isFinite(late.takes) ? noHook(installation, late) : otherBuild(installation, late);
  return Number.isFinite(late.takes) ? shorterSleep(installation, late) : noEndless(installation, late);
}

/** The command that never ends is taken out: no time limit would help. */
function noEndless({ facts }: Installation, { hook }: LateHook): Cure | undefined {
  const content = facts.provenance.text(hook.source);
  const changes = [...content.matchAll(ENDLESS)].map((match) =>
    // After something else it just goes; alone, something has to stand there.
    piece(hook.source, match.index, match.index + match[0].length, match[1] === undefined ? 'true' : ''),
  );
  if (changes.length === 0) return undefined;
  return {
    title: text(
      `Let the job end: take the command that never ends out of ${hook.source}. No timeout is long enough for it.`,
      `让任务能够结束:从 ${hook.source} 中去掉永不结束的命令。延长超时没有用。`,
    ),
    changes,
    lifts: [],
  };
}

/** What is in the image keeps it running: a build whose processes all end is pushed. */
function otherBuild({ facts, wanted }: Installation, { hook }: LateHook): Cure | undefined {
  const [use] = facts.charts.imagesOf(hook);
  if (!use) return undefined;
  const image = use.image.replaceAll('${packageId}', facts.packageId);
  return {
    title: text(
      `The job never ends, and no timeout helps: push ${image} with a ${hook.name} whose processes all exit.`,
      `该任务永不结束,延长超时没有用:推送新的 ${image},使 ${hook.name} 的所有进程都会退出。`,
    ),
    changes: [{ on: 'registry', image, platforms: wanted, exits: true }],
    lifts: [],
  };
}

/** A plain sleep is cut to what leaves the job in time. */
function shorterSleep({ facts }: Installation, { hook, takes, limit }: LateHook): Cure | undefined {
  const content = facts.provenance.text(hook.source);
  const sleeps = [...content.matchAll(SLEEP)].map((match) => ({
    match,
    seconds: Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1),
  }));
  const longest = sleeps.toSorted((a, b) => b.seconds - a.seconds)[0];
  if (!longest) return undefined;
  const rest = takes - longest.seconds;
  const left = Math.floor(limit - STARTING - rest);
  if (left < 1) return undefined;
  const { match } = longest;
  return {
    title: text(
      `Write sleep ${left} instead of ${match[0]} in ${hook.source}: the job has ${limit} s.`,
      `将 ${hook.source} 中的 ${match[0]} 改为 sleep ${left}:任务时限为 ${limit} 秒。`,
    ),
    changes: [piece(hook.source, match.index, match.index + match[0].length, `sleep ${left}`)],
    lifts: [],
  };
}

/**
 * Work that takes longer than Helm waits for a hook: nothing in a package raises that limit (`cloudapp_helm_app` has no
 * timeout), and a Job that is no hook is not waited for.
 */
function noHook({ facts }: Installation, { hook, takes, limit }: LateHook): Cure | undefined {
  const content = facts.provenance.text(hook.source);
  const [from, until] = documentOf(content, hook);
  const lines = [...content.matchAll(HOOK_ANNOTATION)].filter(
    (match) => match.index >= from && match.index < until,
  );
  if (lines.length === 0) return undefined;
  const changes = lines.map((match) => piece(hook.source, match.index, match.index + match[0].length, ''));
  return {
    title: text(
      `Make ${hook.name} a plain Job: it needs ${Math.ceil(takes)} s, Helm waits ${limit} s for a hook, and no field of a package raises that.`,
      `将 ${hook.name} 改为普通 Job:它需要 ${Math.ceil(takes)} 秒,而 Helm 只等待钩子 ${limit} 秒,安装包中没有可提高该时限的字段。`,
    ),
    changes: [...emptied(content, hook.source, lines), ...changes],
    lifts: [],
  };
}

/** `annotations:` of which nothing is left goes, too. */
function emptied(content: string, file: string, lines: readonly RegExpExecArray[]): readonly PackageChange[] {
  const first = lines[0]?.index ?? 0;
  const above = content.lastIndexOf('\n', first - 2) + 1;
  const header = /^([ \t]*)annotations:[ \t]*\n$/.exec(content.slice(above, first));
  if (!header) return [];
  let after = first;
  for (const match of lines) if (match.index === after) after += match[0].length;
  const next = /^([ \t]*)\S/.exec(content.slice(after));
  return next && (next[1]?.length ?? 0) > (header[1]?.length ?? 0) ? [] : [piece(file, above, first, '')];
}

/** The document of a template that makes an object, by its name. */
function documentOf(content: string, { kind }: RenderedObject): readonly [number, number] {
  let from = 0;
  for (const part of content.split(/^---.*\n/m)) {
    const start = content.indexOf(part, from);
    from = start;
    if (new RegExp(`^kind:[ \\t]*["']?${kind}\\b`, 'm').test(part) && /helm\.sh\/hook/.test(part))
      return [start, start + part.length];
  }
  return [0, content.length];
}

/** A job that its own deadline ends too early gets the seconds that it needs, where the chart writes them out. */
export function longerDeadline(
  installation: Installation,
  { object }: Workload,
  takes: number,
  limit: number,
): Cure | undefined {
  const seconds = Math.ceil(takes / 1000) + STARTING;
  if (seconds >= limit) return undefined;
  const found = writtenScalar(installation, object.source, 'activeDeadlineSeconds');
  if (!found) return undefined;
  return {
    title: text(
      `Write activeDeadlineSeconds ${seconds} instead of ${found.text} in ${found.file}: the job needs ${Math.ceil(takes / 1000)} s.`,
      `将 ${found.file} 中的 activeDeadlineSeconds 由 ${found.text} 改为 ${seconds}:任务需要 ${Math.ceil(takes / 1000)} 秒。`,
    ),
    changes: [piece(found.file, found.start, found.end, String(seconds))],
    lifts: [],
  };
}
