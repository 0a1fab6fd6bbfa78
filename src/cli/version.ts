let version = '';

/** Drydock's version, as the launcher read it from package.json. */
export const packageVersion = (): string => version;

export function setPackageVersion(given: string): void {
  version = given;
}
