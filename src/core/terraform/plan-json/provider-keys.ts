import type { JsonObject } from '../../json.ts';
import type { ResourceDecl, TerraformModule } from '../module/index.ts';
import { configKey } from '../plan/index.ts';
import { providerOf } from '../schema/index.ts';
import { bodyJson } from './expressions.ts';
import { providerSource, providerVersion, requiredNames } from './providers.ts';

interface Entry {
  readonly json: JsonObject;
  readonly fullName: string;
  /** Key of the configuration that it comes from, where it is not one of its own. */
  readonly from: string | undefined;
}

const keyAt = (path: string, name: string): string => (path === '' ? name : `${path}:${name}`);

/**
 * Provider configurations as a plan describes them: `name` in the root module, `module.a:name` for one that begins in a
 * module. Those that a module takes over from its caller stand for the caller's and are not listed.
 */
export class ProviderKeys {
  readonly #entries = new Map<string, Entry>();

  constructor(root: TerraformModule) {
    this.#visit(root, '', undefined);
  }

  /** The key of the configuration that a resource of a module is made with. */
  of(resource: ResourceDecl, path: string): string {
    const key = keyAt(path, resource.provider ?? providerOf(resource.type));
    return this.#entries.get(key)?.from ?? key;
  }

  json(): JsonObject {
    const own = [...this.#entries].filter(([, each]) => each.from === undefined);
    return Object.fromEntries(own.map(([key, each]) => [key, each.json]));
  }

  /** The configuration at the beginning of the chain that starts at a key; undefined when there is none of that provider. */
  #sourceOf(key: string, fullName: string): string | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.fullName !== fullName ? undefined : (entry.from ?? key);
  }

  #visit(module: TerraformModule, path: string, parent: string | undefined): void {
    const described = (name: string): JsonObject => {
      const version = providerVersion(module, name);
      return {
        name,
        full_name: providerSource(module, name),
        ...(version ? { version_constraint: version } : {}),
        ...(path === '' ? {} : { module_address: path }),
      };
    };
    for (const decl of module.providers) {
      const { name, alias, attributes, block } = decl;
      const expressions = bodyJson(attributes, block.body.blocks);
      const json = {
        ...described(name),
        ...(alias === undefined ? {} : { alias }),
        ...(Object.keys(expressions).length > 0 ? { expressions } : {}),
      };
      this.#entries.set(keyAt(path, configKey(decl)), {
        json,
        fullName: providerSource(module, name),
        from: undefined,
      });
    }
    const used = [...module.resources.values(), ...module.data.values()].map(
      ({ type, provider }) => provider?.split('.')[0] ?? providerOf(type),
    );
    for (const name of [...requiredNames(module), ...used]) {
      const key = keyAt(path, name);
      if (this.#entries.has(key)) continue;
      const fullName = providerSource(module, name);
      const from = parent === undefined ? undefined : this.#sourceOf(keyAt(parent, name), fullName);
      this.#entries.set(key, { json: described(name), fullName, from });
    }
    for (const call of module.modules.values()) {
      const { module: child } = call;
      if (!child) continue;
      const below = path === '' ? `module.${call.name}` : `${path}.module.${call.name}`;
      for (const [name, { from }] of call.providers) {
        const fullName = providerSource(child, name.split('.')[0] ?? name);
        const json = { name, full_name: fullName, module_address: below };
        const source = this.#sourceOf(keyAt(path, from), fullName);
        this.#entries.set(keyAt(below, name), { json, fullName, from: source });
      }
      this.#visit(child, below, path);
    }
  }
}
