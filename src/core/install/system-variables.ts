import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { PackageModel } from '../package/model.ts';
import type { RehearsalInput } from './input.ts';
import type { Seeds } from './kernel/index.ts';
import { firstText } from './values.ts';

/** The CloudApp image registry, as the platform's documentation names it (facts section 4). */
export const REPO_SERVER = 'cloudapp.tencentcloudcr.com';

/** First values of the package's specs, where nothing was chosen. */
export const chosenSpec = (
  model: PackageModel,
  chosen: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    model.specs.map(({ key, enum: values }) => [key, chosen[key] ?? values[0]?.value ?? '']),
  );

/** Everything that the platform injects by itself (facts section 4); shapes of tags and spec are inferred. */
export function systemVariables(
  input: RehearsalInput,
  cloudappId: string,
  answers: JsonObject,
  seeds: Seeds,
): JsonObject {
  const { account } = input.world;
  const spec = chosenSpec(input.model, input.spec);
  const name = input.model.id?.value ?? '';
  return {
    cloudapp_id: cloudappId,
    cloudapp_name: instanceName(input, cloudappId),
    cloudapp_tags: [{ Key: 'CloudappId', Value: cloudappId }],
    cloudapp_spec: Object.entries(spec).map(([key, value]) => ({ ParamKey: key, ParamValue: value })),
    cloudapp_cam_role: `${cloudappId}-role`,
    cloudapp_repo_server: REPO_SERVER,
    cloudapp_repo_username: `${account.ownerUin}`,
    cloudapp_repo_password: seeds.for('repo', name).chars(32, 'abcdefghijklmnopqrstuvwxyz0123456789'),
    cloudapp_installer_uin: account.uin,
    cloudapp_owner_uin: account.ownerUin,
    cloudapp_owner_appid: account.appId,
    ...legacyTarget(input.model, answers),
  };
}

/** What the person sees the instance called. */
export const instanceName = (input: RehearsalInput, cloudappId: string): string =>
  input.prior?.name ?? input.project.split(/[\\/]/).filter(Boolean).at(-1) ?? cloudappId;

/** The target that the platform once asked for by itself: the first network of the form. */
function legacyTarget(model: PackageModel, answers: JsonObject): JsonObject {
  const arg = model.args.find((each) => each.widget === 'subnet-select' && isJsonObject(answers[each.name]));
  const target: Json | undefined = arg && answers[arg.name];
  if (!isJsonObject(target)) return {};
  const inner = (name: string, key: string): string => {
    const child = target[name];
    return (isJsonObject(child) ? firstText(child[key]) : undefined) ?? '';
  };
  return {
    cloudapp_target_region: firstText(target.region) ?? '',
    cloudapp_target_availability_zone: inner('subnet', 'zone'),
    cloudapp_target_vpc_id: inner('vpc', 'id'),
    cloudapp_target_subnet_id: inner('subnet', 'id'),
  };
}
