import type { RehearsalModel } from '../../../client/index.ts';
import { useText } from '../../i18n/index.ts';
import { Shape, type Tone } from '../../parts/state-mark.tsx';

const phases = ['form', 'plan', 'resources', 'chart', 'images', 'workloads', 'outputs'] as const;

function toneOfPhase(model: RehearsalModel, index: number, furthest: number): Tone {
  if (index < furthest) return 'good';
  if (index > furthest) return model.status === 'running' ? 'idle' : 'off';
  return model.status === 'running'
    ? 'busy'
    : model.status === 'succeeded'
      ? 'good'
      : model.status === 'failed'
        ? 'bad'
        : 'off';
}

/** How far the rehearsal has come: its phases in order, and how much of the resources is there. */
export function PhaseLine({ model, created }: { readonly model: RehearsalModel; readonly created: number }) {
  const { t } = useText();
  const total = model.resources.length;
  const reached = model.phase === 'done' ? furthestOf(model) : phases.indexOf(model.phase);
  return (
    <div className="phase-line">
      <ol aria-label={t('rehearsal.phases')}>
        {phases.map((phase, index) => {
          const tone = toneOfPhase(model, index, reached);
          return (
            <li
              key={phase}
              className={`phase tone-${tone}`}
              aria-current={tone === 'busy' ? 'step' : undefined}
            >
              <Shape tone={tone} size={12} />
              {t(`phase.${phase}`)}
            </li>
          );
        })}
      </ol>
      <div
        className="meter"
        role="progressbar"
        aria-label={t('rehearsal.progress')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={created}
      >
        <div
          className={`meter-fill ${model.status}`}
          style={{ width: total === 0 ? 0 : `${(100 * created) / total}%` }}
        />
      </div>
      <span className="meter-word">{t('rehearsal.progress.of', { created, total })}</span>
    </div>
  );
}

/** The last phase that left a trace, for a rehearsal that is over. */
function furthestOf(model: RehearsalModel): number {
  if (model.status === 'succeeded') return phases.length - 1;
  if (model.outputs.length > 0) return 6;
  if (model.workloads.length > 0) return 5;
  if (model.images.length > 0) return 4;
  if (model.objects.length > 0) return 3;
  if (model.resources.some((each) => each.state !== 'waiting')) return 2;
  return model.resources.length > 0 ? 1 : 0;
}
