/** The key of an instance: nothing, a number (count) or a text (for_each). */
export type InstanceKey = undefined | number | string;

/** `[0]`, `["a"]` or nothing. */
export const keySuffix = (key: InstanceKey): string =>
  key === undefined ? '' : typeof key === 'number' ? `[${key}]` : `[${JSON.stringify(key)}]`;
