/** Bytes of one blob, the same in the process that dies and in the one that looks afterwards. */
export const contentOf = (round: number, name: string, bytes: number): Buffer =>
  Buffer.alloc(bytes, `${round}/${name} `);

export const CHUNK = 40_000;

/** What a process tells before (`begin`) and after (`done`) each thing it does. */
export type Told =
  | { readonly begin: string }
  | { readonly done: string; readonly value: string | number | null }
  | { readonly calls: readonly string[] };
