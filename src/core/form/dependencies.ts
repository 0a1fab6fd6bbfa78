import { isJsonObject, type Json } from '../json.ts';
import { type PackageArg, parseArgExpression, pathsOf } from '../package/index.ts';

function rootsIn(json: Json): string[] {
  if (typeof json === 'string') return pathsOf(parseArgExpression(json)).map((path) => path.root);
  if (Array.isArray(json)) return json.flatMap(rootsIn);
  return isJsonObject(json) ? Object.values(json).flatMap(rootsIn) : [];
}

const conditionRoots = (arg: PackageArg, kinds: readonly ('when' | 'hidden' | 'validator')[]): string[] =>
  kinds.flatMap((kind) => arg[kind].flatMap((each) => [...rootsIn(each.a), ...rootsIn(each.b)]));

/** Names of the args that decide which other args are shown. */
export const deciders = (args: readonly PackageArg[]): ReadonlySet<string> =>
  new Set(args.flatMap((arg) => conditionRoots(arg, ['when', 'hidden'])));

/** By arg name, every arg that can have a say in its options, its visibility or its rules, near or far; itself included. */
export function influences(args: readonly PackageArg[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map<string, Set<string>>();
  for (const arg of args) {
    const roots = direct.get(arg.name) ?? new Set([arg.name]);
    const own = [...rootsIn(arg.config), ...rootsIn(arg.defaultValue ?? null)];
    for (const root of [...own, ...conditionRoots(arg, ['when', 'hidden', 'validator'])]) roots.add(root);
    direct.set(arg.name, roots);
  }
  const closure = (name: string): ReadonlySet<string> => {
    const seen = new Set([name]);
    for (const each of seen) for (const root of direct.get(each) ?? []) seen.add(root);
    return seen;
  };
  return new Map([...direct.keys()].map((name) => [name, closure(name)]));
}

/** Names of args that no other arg looks at, and whose own value no rule judges: any choice will do for them. */
export function leaves(args: readonly PackageArg[]): ReadonlySet<string> {
  const watched = new Set(
    args.flatMap((arg) => {
      const own = [...rootsIn(arg.config), ...rootsIn(arg.defaultValue ?? null)];
      return [...own, ...conditionRoots(arg, ['when', 'hidden', 'validator'])];
    }),
  );
  const judged = new Set(args.filter((arg) => arg.validator.length > 0).map((arg) => arg.name));
  return new Set(args.map((arg) => arg.name).filter((name) => !watched.has(name) && !judged.has(name)));
}
