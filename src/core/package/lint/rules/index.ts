import type { Rule } from '../rule.ts';
import { cht101 } from './cht101-chart-missing.ts';
import { cht102 } from './cht102-chart-outside.ts';
import { cht103 } from './cht103-no-chart-yaml.ts';
import { cht104 } from './cht104-chart-yaml-fields.ts';
import { cht105 } from './cht105-chart-yaml-syntax.ts';
import { cht106 } from './cht106-placeholder.ts';
import { pkg107 } from './pkg107-placeholder-id.ts';
import { pkg108 } from './pkg108-id-form.ts';
import { pkg109 } from './pkg109-expression-syntax.ts';
import { pkg110 } from './pkg110-unknown-arg.ts';
import { pkg111 } from './pkg111-widget-attribute.ts';
import { pkg112 } from './pkg112-var-prefix.ts';
import { pkg113 } from './pkg113-unverified-syntax.ts';
import { pkg114 } from './pkg114-duplicate-arg.ts';
import { pkg115 } from './pkg115-cyclic-args.ts';
import { pkg116 } from './pkg116-unverified-widget.ts';
import { pkg117 } from './pkg117-misspelt-widget.ts';
import { pkg118 } from './pkg118-conditional-upstream.ts';
import { pkg119 } from './pkg119-select-options.ts';
import { pkg120 } from './pkg120-default-type.ts';
import { pkg121 } from './pkg121-arg-name.ts';
import { pkg122 } from './pkg122-arg-property.ts';
import { pkg123 } from './pkg123-validator-message.ts';
import { pkg124 } from './pkg124-condition-operator.ts';
import { pkg125 } from './pkg125-select-default.ts';
import { pkg126 } from './pkg126-misspelt-name.ts';
import { pkg130 } from './pkg130-policy-shape.ts';
import { pkg131 } from './pkg131-policy-names.ts';
import { pkg132 } from './pkg132-policy-interpolation.ts';
import { pkg133 } from './pkg133-policy-variable.ts';
import { pkg134 } from './pkg134-legacy-scopes.ts';
import { pkg135 } from './pkg135-role-not-bound.ts';
import { pkg136 } from './pkg136-verify-license.ts';
import { pkg137 } from './pkg137-condition-operator.ts';
import { pkg138 } from './pkg138-role-without-permissions.ts';
import { pkg139 } from './pkg139-role-on-some.ts';
import { pkg140 } from './pkg140-specs.ts';
import { pkg141 } from './pkg141-frontend-src.ts';
import { pkg142 } from './pkg142-frontend-mode.ts';
import { pkg143 } from './pkg143-frontend-missing.ts';
import { pkg144 } from './pkg144-no-verify-license.ts';
import { pkg145 } from './pkg145-unknown-action.ts';
import { pkg146 } from './pkg146-policy-limits.ts';
import { pkg150 } from './pkg150-case-twins.ts';
import { pkg151 } from './pkg151-no-infrastructure.ts';
import { tf101 } from './tf101-undeclared-variable.ts';
import { tf102 } from './tf102-undeclared-system-variable.ts';
import { tf103 } from './tf103-arg-without-variable.ts';
import { tf104 } from './tf104-arg-unused.ts';
import { tf105 } from './tf105-variable-without-value.ts';
import { tf106 } from './tf106-variable-without-source.ts';
import { tf107 } from './tf107-variable-unused.ts';
import { tf108 } from './tf108-unknown-system-variable.ts';
import { tf109 } from './tf109-undeclared-reference.ts';
import { tf110 } from './tf110-outside-declared-type.ts';
import { tf111 } from './tf111-unreachable-attribute.ts';
import { tf112 } from './tf112-type-as-value.ts';
import { tf113 } from './tf113-default-incomplete.ts';
import { tf114 } from './tf114-counted-without-index.ts';
import { tf115 } from './tf115-index-without-count.ts';
import { tf116 } from './tf116-list-or-single.ts';
import { tf117 } from './tf117-plural-name.ts';
import { tf118 } from './tf118-unknown-argument.ts';
import { tf119 } from './tf119-platform-argument.ts';
import { tf120 } from './tf120-wrong-id-kind.ts';
import { tf121 } from './tf121-hard-coded-password.ts';
import { tf122 } from './tf122-hard-coded-id.ts';
import { tf123 } from './tf123-fixed-zone.ts';
import { tf125 } from './tf125-secret-output.ts';
import { tf126 } from './tf126-no-main-output.ts';
import { tf127 } from './tf127-optional-unguarded.ts';
import { tf128 } from './tf128-conditional-without-default.ts';
import { tf129 } from './tf129-quoted-scalar.ts';
import { tf130 } from './tf130-open-security-group.ts';
import { tf131 } from './tf131-fixed-image.ts';
import { tf132 } from './tf132-fixed-kubernetes.ts';
import { tf133 } from './tf133-conditional-region.ts';
import { tf134 } from './tf134-cyclic-references.ts';
import { tf135 } from './tf135-untried-block.ts';
import { tf137 } from './tf137-name-missing.ts';
import { tf138 } from './tf138-argument-missing.ts';
import { tf139 } from './tf139-unknown-attribute.ts';
import { tf140 } from './tf140-too-much-terraform.ts';
import { tf141 } from './tf141-unknown-resource-type.ts';

/** Every rule that looks at the whole package; those of reading package.yaml itself are in ../../parse/structure-rules.ts. */
export const packageRules: readonly Rule[] = [
  pkg107,
  pkg108,
  pkg109,
  pkg110,
  pkg111,
  pkg112,
  pkg113,
  pkg114,
  pkg115,
  pkg116,
  pkg117,
  pkg118,
  pkg119,
  pkg120,
  pkg121,
  pkg122,
  pkg123,
  pkg124,
  pkg125,
  pkg126,
  pkg130,
  pkg131,
  pkg132,
  pkg133,
  pkg134,
  pkg135,
  pkg136,
  pkg137,
  pkg138,
  pkg139,
  pkg140,
  pkg141,
  pkg142,
  pkg143,
  pkg144,
  pkg145,
  pkg146,
  pkg150,
  pkg151,
  tf101,
  tf102,
  tf103,
  tf104,
  tf105,
  tf106,
  tf107,
  tf108,
  tf109,
  tf110,
  tf111,
  tf112,
  tf113,
  tf114,
  tf115,
  tf116,
  tf117,
  tf118,
  tf119,
  tf120,
  tf121,
  tf122,
  tf123,
  tf125,
  tf126,
  tf127,
  tf128,
  tf129,
  tf130,
  tf131,
  tf132,
  tf133,
  tf134,
  tf135,
  tf137,
  tf138,
  tf139,
  tf140,
  tf141,
  cht101,
  cht102,
  cht103,
  cht104,
  cht105,
  cht106,
];
