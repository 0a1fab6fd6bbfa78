import { join } from 'node:path';

let product = { version: '0.0.0', root: '.' };

/** What the launcher knows of this installation: the version of package.json and the folder it lies in. */
export function setProduct(given: { readonly version: string; readonly root: string }): void {
  product = { ...given };
}

export const productVersion = (): string => product.version;

export const productRoot = (): string => product.root;

/** Absolute path of the data that ships with Drydock. */
export const dataDir = (): string => join(product.root, 'data');
