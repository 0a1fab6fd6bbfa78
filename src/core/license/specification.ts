import { DrydockError } from '../errors/index.ts';
import type { PackageSpec } from '../package/model.ts';
import type { SaleParam } from './types.ts';

/**
 * The licence's specifications from a package's `specs` and what was chosen; the first value of each where nothing was.
 * Errors: LICENSE_SPEC_UNKNOWN (no such key), LICENSE_SPEC_VALUE (not one of its values), LICENSE_SPEC_EMPTY (the
 * package lists no value to choose).
 */
export function chooseSpecification(
  specs: readonly PackageSpec[],
  chosen: Readonly<Record<string, string>>,
): readonly SaleParam[] {
  const keys = specs.map((spec) => spec.key);
  for (const key of Object.keys(chosen)) {
    if (!keys.includes(key)) {
      throw new DrydockError('LICENSE_SPEC_UNKNOWN', { key, known: keys.join(', ') || '-' });
    }
  }
  return specs.map((spec) => {
    const wanted = Object.hasOwn(chosen, spec.key) ? chosen[spec.key] : undefined;
    const [first] = spec.enum;
    if (!first)
      throw new DrydockError(
        'LICENSE_SPEC_EMPTY',
        { key: spec.key },
        { place: { file: 'package.yaml', range: spec.range } },
      );
    const value = wanted === undefined ? first : spec.enum.find((each) => each.value === wanted);
    if (!value) {
      const known = spec.enum.map((each) => each.value).join(', ');
      throw new DrydockError('LICENSE_SPEC_VALUE', { key: spec.key, value: String(wanted), known });
    }
    return {
      ParamKey: spec.key,
      ParamKeyName: spec.name,
      ParamValue: value.value,
      ParamValueName: value.name,
    };
  });
}
