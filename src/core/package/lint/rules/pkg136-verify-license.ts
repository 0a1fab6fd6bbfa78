import { decide, grantOf, VERIFY_LICENSE } from '../../../cam/index.ts';
import { text } from '../../../text.ts';
import { MANIFEST } from '../manifest.ts';
import { defineRule } from '../rule.ts';

/** Either of the calls tells what was bought. */
const CALLS = [VERIFY_LICENSE, 'cloudapp:DescribeLicense'];

export const pkg136 = defineRule(
  'PKG136',
  'warning',
  text('A package with specifications may verify its licence', '有规格的安装包有权校验 License'),
  function* ({ model }) {
    const [first] = model.specs;
    // The old scopes grant it implicitly.
    if (first === undefined || model.scopes.length > 0) return;
    const granted = grantOf(model);
    const may = CALLS.map((action) => decide(granted, { action }).verdict);
    if (may.some((verdict) => verdict === 'allowed' || verdict === 'limited')) return;
    yield {
      message: text(
        'Specifications are sold, but role.policy does not allow cloudapp:VerifyLicense: the software cannot check what was bought.',
        '声明了规格,但 role.policy 未允许 cloudapp:VerifyLicense:软件无法校验购买的规格。',
      ),
      file: MANIFEST,
      range: model.policy?.range ?? first.range,
    };
  },
);
