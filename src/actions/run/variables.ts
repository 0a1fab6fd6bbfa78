import { DrydockError } from '../../core/errors/index.ts';
import type { VariableSources } from '../../core/terraform/index.ts';
import type { Content } from '../fields.ts';

/** The fields that give variables their values. */
export interface VariableFields {
  readonly var: readonly string[];
  readonly varFile?: Content | undefined;
  readonly varEnv: readonly string[];
}

/** `NAME=VALUE`; the value may hold more equal signs. Error: INPUT_INVALID. */
function pair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new DrydockError('INPUT_INVALID', { field: 'var', detail: 'NAME=VALUE' });
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}

/** Where the values of variables come from; undefined when nothing was given. */
export function variablesFrom(fields: VariableFields): VariableSources | undefined {
  const { varFile, varEnv } = fields;
  if (fields.var.length === 0 && varEnv.length === 0 && !varFile) return undefined;
  return {
    environment: Object.fromEntries(varEnv.map(pair)),
    files: varFile ? [varFile] : [],
    given: fields.var.map(pair),
  };
}
