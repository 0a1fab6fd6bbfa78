import type { PlanView } from '../../contract.ts';
import { useText } from '../../i18n/index.ts';
import { Section } from '../../parts/basics.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Data } from '../../text/data.tsx';
import { oneLine } from '../../text/format.ts';

export function PlanOutputs({ outputs }: { readonly outputs: PlanView['outputs'] }) {
  const { t } = useText();
  return (
    <Section title={t('rehearsal.outputs')} count={outputs.length}>
      <Grid
        label={t('rehearsal.outputs')}
        rows={outputs}
        rowKey={(output) => output.name}
        columns={[
          {
            key: 'name',
            title: t('common.name'),
            track: 'minmax(140px, 1fr)',
            cell: (output) => (
              <Data mono clip>
                {output.name}
              </Data>
            ),
          },
          {
            key: 'value',
            title: t('common.value'),
            track: 'minmax(200px, 3fr)',
            cell: (output) =>
              output.known ? (
                <Data mono clip>
                  {output.sensitive ? '******' : oneLine(output.value)}
                </Data>
              ) : (
                <span className="dim">{t('plan.afterApply')}</span>
              ),
          },
        ]}
      />
    </Section>
  );
}
