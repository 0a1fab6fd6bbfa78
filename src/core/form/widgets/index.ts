import { camPolicy } from './cam-policy.ts';
import { certificateSelect } from './certificate-select.ts';
import { checkbox } from './checkbox.ts';
import { cidrInput } from './cidr-input.ts';
import { cosBucketSelect } from './cos-bucket-select.ts';
import { cvmInstanceTypeSelect } from './cvm-instance-type-select.ts';
import { diskSelect } from './disk-select.ts';
import { domainInput } from './domain-input.ts';
import { imageSelect } from './image-select.ts';
import { input } from './input.ts';
import { inputNumber } from './input-number.ts';
import { privateDnsSelect } from './private-dns-select.ts';
import { regionAndZoneSelect } from './region-and-zone-select.ts';
import { secret } from './secret.ts';
import { secretTextarea } from './secret-textarea.ts';
import { securityGroupSelect } from './security-group-select.ts';
import { select } from './select.ts';
import { sshKeyPairsSelect } from './ssh-key-pairs-select.ts';
import { subnetSelect } from './subnet-select.ts';
import { switchWidget } from './switch.ts';
import { textarea } from './textarea.ts';
import { unknownWidget } from './unknown.ts';
import type { Widget } from './widget.ts';

/** The installation components in the order of the platform's manual. A new widget is added here. */
export const WIDGETS: readonly Widget[] = [
  regionAndZoneSelect,
  subnetSelect,
  securityGroupSelect,
  cosBucketSelect,
  cvmInstanceTypeSelect,
  diskSelect,
  imageSelect,
  privateDnsSelect,
  certificateSelect,
  sshKeyPairsSelect,
  cidrInput,
  domainInput,
  camPolicy,
  switchWidget,
  checkbox,
  secret,
  secretTextarea,
  select,
  inputNumber,
  textarea,
  input,
];

export interface FoundWidget {
  readonly widget: Widget;
  /** `exact`: as real packages write it; `unverified`: a guess of ours; `unknown`: in no list. */
  readonly match: 'exact' | 'unverified' | 'unknown';
}

const byName = new Map<string, FoundWidget>(
  WIDGETS.flatMap((widget) => [
    ...widget.otherNames.map((name) => [name, { widget, match: 'unverified' }] as const),
    [widget.name, { widget, match: widget.evidenced ? 'exact' : 'unverified' }] as const,
  ]),
);

/** The widget that a package names; the free one for a name that nobody knows. Case and `_` for `-` are forgiven. */
export function findWidget(name: string): FoundWidget {
  const exact = byName.get(name);
  if (exact) return exact;
  const folded = byName.get(name.toLowerCase().replaceAll('_', '-'));
  return folded
    ? { widget: folded.widget, match: 'unverified' }
    : { widget: unknownWidget, match: 'unknown' };
}
export type { Accepted, Widget, WidgetContext } from './widget.ts';
