import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** What stands in the place of a sensitive value. */
export const MASK = '******';

const SECRET_NAME = /passw|pwd|secret|token|private_?key|kube_config|credential|bcrypt/i;
/** Attributes that are secret by their type and not by their name. */
const SECRET_OF: Readonly<Record<string, ReadonlySet<string>>> = {
  random_password: new Set(['result']),
  // Scripts carry what the package puts into them, passwords of databases among it.
  tencentcloud_instance: new Set(['user_data', 'user_data_raw']),
};

/** Attributes of a resource with what looks secret masked. */
export function maskSecrets(attributes: JsonObject, type: string): JsonObject {
  const own = SECRET_OF[type];
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, own?.has(name) ? MASK : masked(name, value)]),
  );
}

function masked(name: string, value: Json): Json {
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(key, inner)]));
  }
  if (Array.isArray(value)) return value.map((inner) => masked(name, inner));
  return SECRET_NAME.test(name) && value !== null && value !== '' ? MASK : value;
}
