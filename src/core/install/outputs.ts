import type { Diagnostic } from '../diagnostics/index.ts';
import type { PlannedOutput } from '../terraform/plan/types.ts';
import type { OutputView } from './events.ts';
import { diagnosticFailure } from './failure.ts';
import { MASK } from './mask.ts';
import type { InstanceOutput } from './record.ts';
import type { Stage } from './resource-process.ts';
import type { Run } from './run.ts';

/** Outputs as faces show them: sensitive ones masked. */
export const viewOf = (output: InstanceOutput): OutputView => ({
  ...output,
  value: output.sensitive ? MASK : output.value,
});

/** Evaluates the outputs, sorted by name as the platform shows them. */
export function giveOutputs(run: Run, stage: Stage): void {
  const { outputs, diagnostics } = stage.session.outputs();
  for (const wrong of diagnostics.filter((each: Diagnostic) => each.severity === 'error')) {
    run.fail(diagnosticFailure('SIM_EVALUATION', wrong, { address: 'output' }));
  }
  if (run.failures.length > 0) return;
  run.outputs = outputs
    .map(
      (output: PlannedOutput): InstanceOutput => ({
        name: output.name,
        ...(output.description === undefined ? {} : { description: output.description }),
        sensitive: output.sensitive,
        value: output.value.value,
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  run.emit({ type: 'outputs', outputs: run.outputs.map(viewOf) });
}
