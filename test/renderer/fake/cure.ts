import type { CureView } from '../../../src/actions/index.ts';
import { text } from '../../../src/core/text.ts';

/** What curing a sold-out machine type comes to: another answer, and an edited package. */
export const cureView = ({ dryRun, preview }: Record<string, unknown>): CureView => ({
  dir: '/work/packages/clb-demo',
  status: 'cured',
  steps: [
    {
      failure: {
        code: 'SIM_STOCK_SOLD_OUT',
        message: text('Machine type S5.4XLARGE64 is sold out.', '机型 S5.4XLARGE64 已售罄。'),
        remedy: text('Choose another.', '请改选其他机型。'),
        causes: [],
      },
      title: text('Write "S5.LARGE8" instead.', '改为 "S5.LARGE8"。'),
      besides: [text('The fault quota is over.', '故障 quota 已不成立。')],
      after: 'succeeded',
      next: null,
    },
  ],
  left: null,
  why: null,
  files: [
    {
      path: '/work/packages/clb-demo/.cloudapp/infrastructure/cluster.tf',
      name: '.cloudapp/infrastructure/cluster.tf',
      kind: 'package',
      isNew: false,
      diff: '--- a/cluster.tf\n+++ b/cluster.tf\n@@ -1,1 +1,1 @@\n-type = "S5.4XLARGE64"\n+type = "S5.LARGE8"\n',
    },
  ],
  preview: 'bbbbbbbbbbbbbbbb',
  written: dryRun !== true && preview !== undefined,
});
