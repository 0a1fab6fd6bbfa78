import { Button, Progress } from '@mantine/core';
import { useText } from '../i18n/index.ts';
import { reportOf } from '../parts/error-panel.tsx';
import { Icon } from '../parts/icons.tsx';
import { StateMark } from '../parts/state-mark.tsx';
import { Data } from '../text/data.tsx';
import { bytes } from '../text/format.ts';
import { dismiss, type Job, useRunner } from './runner.ts';

const stateNames = {
  running: 'running',
  done: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const;

/** What this page has set going and how it ended. */
export function Jobs() {
  const { t } = useText();
  const jobs = useRunner((state) => state.jobs);
  if (jobs.length === 0) return null;
  return (
    <section className="jobs" aria-label={t('jobs.label')} aria-live="polite">
      {jobs.map((job) => (
        <JobCard key={job.id} job={job} />
      ))}
    </section>
  );
}

function JobCard({ job }: { readonly job: Job }) {
  const { t, say } = useText();
  const report = reportOf(job.error);
  const { progress } = job;
  const subject = job.view.face.subject && job.input[job.view.face.subject.field];
  return (
    <article className={`job job-${job.state}`}>
      <header>
        <StateMark state={stateNames[job.state]} compact />
        <strong>{say(job.view.title)}</strong>
        {job.state === 'running' && job.view.streams ? (
          <Button size="compact-xs" variant="default" onClick={job.cancel}>
            {t('common.cancel')}
          </Button>
        ) : (
          <button
            type="button"
            className="icon-button"
            onClick={() => dismiss(job.id)}
            aria-label={t('common.close')}
          >
            <Icon name="close" size={12} />
          </button>
        )}
      </header>
      {typeof subject === 'string' && (
        <Data mono dim clip>
          {subject}
        </Data>
      )}
      {job.state === 'running' && progress && (
        <>
          <Progress
            size="xs"
            aria-label={say(job.view.title)}
            value={progress.total ? (100 * progress.done) / progress.total : 0}
          />
          <Data
            dim
            clip
          >{`${progress.what} ${progress.unit === 'bytes' ? bytes(progress.done) : progress.done}`}</Data>
        </>
      )}
      {job.outcome?.said && <p>{t(job.outcome.said.key, job.outcome.said.data)}</p>}
      {job.state === 'failed' && (
        <div role="alert">
          <p>{report ? say(report.message) : t('error.unreachable')}</p>
          <p className="dim">{report ? say(report.remedy) : t('error.unreachable.remedy')}</p>
          {report && (
            <Data mono dim>
              {report.code}
            </Data>
          )}
        </div>
      )}
    </article>
  );
}
