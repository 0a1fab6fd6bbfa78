import { GoError } from '../go/func.ts';

/** An error of the YAML reader, in the words of Go's yaml.v2: `yaml: line 3: …`. */
export class YamlError extends GoError {
  override readonly name = 'YamlError';
}

/** `yaml: line N: problem`; no line where the original names none (the first). */
export const yamlError = (problem: string, line: number): YamlError =>
  new YamlError(`yaml: ${line > 0 ? `line ${line}: ` : ''}${problem}`);
