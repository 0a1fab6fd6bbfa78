import { z } from 'zod';
import type { Diagnostic } from '../diagnostics/index.ts';
import { assembleWorld } from './assemble.ts';
import { catalogWorld, defaultWorld, emptyWorld } from './default-world.ts';
import { type WorldFile, worldFileSchema } from './file-schema.ts';
import { checkReferences } from './references.ts';
import type { World } from './types.ts';
import { finding, readYamlFile, type YamlFile } from './yaml-file.ts';

export interface LoadedWorld {
  /** Absent when the file has errors: a rehearsal must not run in half a world. */
  readonly world?: World;
  readonly diagnostics: readonly Diagnostic[];
}

const bases = { default: defaultWorld, catalog: catalogWorld } as const;

/**
 * Reads a world file (docs/guide/worlds.md). `file` is the name that findings carry. Length, depth and aliases are
 * bounded; unknown keys, wrong types, doubled ids and references that lead nowhere are errors with their place.
 */
export function loadWorld(text: string, file: string): LoadedWorld {
  const yaml = readYamlFile(text, file, { limit: 'WORLD_LIMIT', syntax: 'WORLD_SYNTAX' });
  if (yaml.value === undefined) return { diagnostics: yaml.diagnostics };
  const value = yaml.value ?? {};
  const parsed = worldFileSchema.safeParse(value);
  if (!parsed.success) return { diagnostics: schemaFindings(value, parsed.error.issues, yaml, file) };
  const content = parsed.data;
  const doubled = duplicates(content, yaml, file);
  const base = content.extends ? bases[content.extends]() : emptyWorld();
  const { world, faults } = checkReferences(assembleWorld(base, content), content);
  const diagnostics = [
    ...doubled,
    ...faults.map((fault) => finding(fault.code, fault.data, { file, range: yaml.rangeOf(fault.path) })),
  ];
  return diagnostics.length > 0 ? { diagnostics } : { world, diagnostics };
}

function schemaFindings(
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
  yaml: YamlFile,
  file: string,
): Diagnostic[] {
  const chinese =
    worldFileSchema.safeParse(value, { error: z.locales.zhCN().localeError }).error?.issues ?? [];
  return issues.slice(0, 50).map((issue, index) => {
    const where = issue.path.map(String).join('.') || 'world';
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    const place = { file, range: yaml.rangeOf(path) };
    const en = finding('WORLD_FIELD', { detail: `${where}: ${issue.message}` }, place);
    const zh = finding(
      'WORLD_FIELD',
      { detail: `${where}: ${chinese[index]?.message ?? issue.message}` },
      place,
    );
    return { ...en, message: { en: en.message.en, 'zh-CN': zh.message['zh-CN'] } };
  });
}

const BY_ID = [
  'instances',
  'loadBalancers',
  'clusters',
  'databases',
  'eips',
  'natGateways',
  'routeTables',
  'fileSystems',
  'disks',
] as const;

function duplicates(content: WorldFile, yaml: YamlFile, file: string): Diagnostic[] {
  const lists: Record<string, readonly string[]> = {
    regions: (content.regions ?? []).map((region) => region.id),
    instanceTypes: (content.instanceTypes ?? []).map((type) => type.type),
    vpcs: (content.vpcs ?? []).map((vpc) => vpc.id),
    subnets: (content.subnets ?? []).map((subnet) => subnet.id),
    securityGroups: (content.securityGroups ?? []).map((group) => group.id),
    images: (content.images ?? []).map((image) => image.id),
    certificates: (content.certificates ?? []).map((certificate) => certificate.id),
    keyPairs: (content.keyPairs ?? []).map((pair) => pair.id),
    privateZones: (content.privateZones ?? []).map((zone) => zone.id),
    camUsers: (content.camUsers ?? []).map((user) => user.name),
    camGroups: (content.camGroups ?? []).map((group) => group.name),
    camRoles: (content.camRoles ?? []).map((role) => role.name),
    policies: (content.policies ?? []).map((each) => (typeof each === 'string' ? each : each.name)),
    ...Object.fromEntries(BY_ID.map((kind) => [kind, (content[kind] ?? []).map(({ id }) => id)])),
  };
  return Object.entries(lists).flatMap(([kind, names]) => {
    const seen = new Set<string>();
    return names.flatMap((name, index) => {
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      return [finding('WORLD_DUPLICATE', { kind, name }, { file, range: yaml.rangeOf([kind, index]) })];
    });
  });
}
