import type { ResourceDecl } from '../module/index.ts';
import type { ModuleInstance } from './module-instance.ts';

/** The declaration of the resource that an instance's address names, in a module or below it. */
export function declarationOf(module: ModuleInstance, address: string): ResourceDecl | undefined {
  if (!address.startsWith(module.prefix)) return undefined;
  const local = address.slice(module.prefix.length).replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, '');
  const own = module.decl.resources.get(local);
  if (own) return own;
  for (const child of module.children.values()) {
    for (const each of child.instances.values()) {
      const found = declarationOf(each, address);
      if (found) return found;
    }
  }
  return undefined;
}
