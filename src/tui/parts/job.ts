import { bar } from '../draw/bar.ts';
import { bytes, time } from '../draw/format.ts';
import { mark } from '../draw/marks.ts';
import { dim, type Line, span } from '../draw/span.ts';
import { justify } from '../draw/width.ts';
import type { Scene } from '../state/app.ts';
import type { Job } from '../state/jobs.ts';

const states = { running: 'running', done: 'succeeded', failed: 'failed', cancelled: 'cancelled' } as const;

/** How far a running job is: a bar where the end is known, else the count. */
export function progressSpans(job: Job, columns: number): Line {
  const { progress } = job;
  if (!progress) return [];
  const show = (value: number): string => (progress.unit === 'bytes' ? bytes(value) : String(value));
  const { done, total } = progress;
  return total === undefined
    ? [dim(`  ${progress.what}  ${show(done)}`)]
    : [span('  '), ...bar(done, total, columns), dim(` ${show(done)}/${show(total)}`)];
}

/** One job on one line: state, name, subject, when. */
export function jobLine(job: Job, { words }: Scene, width: number): Line {
  const subject = job.view.face.subject && job.input[job.view.face.subject.field];
  return justify(
    [
      mark(states[job.state]),
      span(` ${words.say(job.view.title)}`),
      dim(typeof subject === 'string' ? `  ${subject}` : ''),
      ...progressSpans(job, 12),
    ],
    [dim(` ${time(new Date(job.startedAt).toISOString()).slice(11)}`)],
    width,
  );
}
