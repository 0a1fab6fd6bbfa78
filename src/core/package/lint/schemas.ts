/** What a provider says of its resource types. */
export class Schemas {
  /** True when the provider marks an attribute as sensitive. */
  isSensitive(_type: string, _path: readonly (string | number)[]): boolean {
    return false;
  }
}
