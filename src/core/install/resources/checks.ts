import { text } from '../../text.ts';
import type { Failure } from '../events.ts';
import { either, type Filling } from '../template.ts';
import type { Behaviour } from './behaviour.ts';
import { checkReferences, expand } from './references.ts';
import type { Subject } from './subject.ts';

/** What every resource is held against, in the order in which the cloud would object. */
export function checkResource(subject: Subject, behaviour: Behaviour): Failure | undefined {
  return (
    checkNeeds(subject, behaviour.needs ?? []) ??
    checkZone(subject) ??
    checkReferences(subject, behaviour.refers ?? {}) ??
    checkQuota(subject, behaviour.quota) ??
    behaviour.check?.(subject)
  );
}

/** Arguments without which the platform refuses the resource have a value by now. */
function checkNeeds(subject: Subject, needs: readonly string[]): Failure | undefined {
  for (const need of needs) {
    const [paths = [], ...others] = need.split('|').map((choice) => expand(subject, choice));
    const missing = paths.find(
      (path, i) => !subject.given(path) && !others.some((other) => subject.given(other[i] ?? '')),
    );
    if (missing !== undefined) return nullArgument(subject, missing);
  }
  return undefined;
}

/** The failure for an argument without value; the cure depends on whether it is written at all. */
export function nullArgument(subject: Subject, path: string): Failure {
  const argument = path.replace(/\.\d+/g, '');
  const written = argument.split('.')[0] ?? argument;
  const cure =
    subject.planned.argRanges[written] === undefined
      ? text(
          `Write \`${argument}\` in ${subject.address}.`,
          `请在 ${subject.address} 中填写 \`${argument}\`。`,
        )
      : text(
          `Give \`${argument}\` a value in every case: make the arg behind it required, give its variable a default, or create ${subject.address} only when it is set (count = … ? 1 : 0).`,
          `请保证 \`${argument}\` 始终有值:将对应参数设为必填、为变量设置默认值,或仅在有值时创建 ${subject.address}(count = … ? 1 : 0)。`,
        );
  return subject.fail('SIM_ARGUMENT_NULL', path, { cure });
}

/** A zone that is named lies in the resource's region and still sells. */
function checkZone(subject: Subject): Failure | undefined {
  const { zone, view } = subject;
  const region = view.region(subject.region);
  if (zone === undefined || region === undefined) return undefined;
  const known = region.zones.find((each) => each.id === zone);
  if (!known) {
    const elsewhere = view.world.regions.some((each) => each.zones.some((other) => other.id === zone));
    // A zone of another region is wrong in any world; one that nobody lists may be newer than the world.
    if (!elsewhere && !view.closed && zone.startsWith(`${region.id}-`)) return undefined;
    return subject.fail('SIM_ZONE_UNKNOWN', 'availability_zone', {
      zone,
      zones: either(region.zones.map((each) => each.id)),
    });
  }
  if (!known.soldOut || subject.holds('availability_zone')) return undefined;
  const open = region.zones.filter((each) => !each.soldOut).map((each): Filling => each.id);
  return subject.fail('SIM_ZONE_SOLD_OUT', 'availability_zone', {
    zone,
    alternatives: either(open.slice(0, 3)),
  });
}

/** Takes one of a quota, where the world sets one. */
export function checkQuota(subject: Subject, name: string | undefined, count = 1): Failure | undefined {
  if (name === undefined || count === 0 || subject.stands) return undefined;
  const quota = subject.view.quota(name, subject.planned.type, subject.address);
  if (quota && quota.used + count > quota.limit) {
    return subject.fail('SIM_QUOTA_EXCEEDED', '', {
      quota: name,
      used: quota.used,
      limit: quota.limit,
      needed: Math.max(count, subject.view.quotaExpected(name)),
    });
  }
  subject.view.takeQuota(name, count);
  return undefined;
}
