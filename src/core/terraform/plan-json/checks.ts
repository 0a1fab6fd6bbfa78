import type { Json, JsonObject } from '../../json.ts';
import type { Checked, Evaluation } from '../plan/index.ts';

/** `checks`: what all conditions of the configuration came to. */
export const checksJson = ({ checks }: Evaluation): Json[] => checks.all().map(checkJson);

function checkJson(each: Checked): JsonObject {
  const { kind, module, local, status } = each;
  const parts = local.split('.');
  const isData = kind === 'resource' && parts[0] === 'data';
  return {
    address: {
      kind,
      ...(kind === 'resource' ? { mode: isData ? 'data' : 'managed' } : {}),
      ...(module === '' ? {} : { module }),
      name: parts.at(-1) ?? '',
      to_display: each.address,
      ...(kind === 'resource' ? { type: parts.at(-2) ?? '' } : {}),
    },
    status,
    ...(each.instances.length > 0
      ? {
          instances: each.instances.map((instance) => ({
            address: {
              to_display: instance.address,
              ...(instance.key === undefined ? {} : { instance_key: instance.key }),
              ...(instance.module === '' ? {} : { module: instance.module }),
            },
            status: instance.status,
            ...(instance.problems.length > 0
              ? { problems: instance.problems.map((message) => ({ message })) }
              : {}),
          })),
        }
      : {}),
  };
}
