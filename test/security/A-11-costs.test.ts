import { describe, expect, it } from 'vitest';
import { DrydockError } from '../../src/core/errors/index.ts';
import { renderSnippet } from '../../src/core/helm/index.ts';

const long = (length: number): string => `(repeat ${length} "x")`;
const loop = (body: string, times = 100_000): string => `{{ range until ${times} }}${body}{{ end }}`;
const keep = (value: string): string =>
  `{{ $d := dict }}{{ range $i := until 5000 }}{{ $_ := set $d (toString $i) ${value} }}{{ end }}`;

/** Templates of one line that once took all of the memory, or minutes. */
const GREEDY: Readonly<Record<string, string>> = {
  'a map with an entry for every character': `{{ split "" ${long(8_000_000)} | len }}`,
  'a list with an element for every character': `{{ $s := ${long(8_000_000)} }}${loop('{{ $_ := splitList "" $s }}', 9)}`,
  'splitn of everything': `{{ splitn "" 8000000 ${long(8_000_000)} | len }}`,
  'a match for every character': `{{ regexFindAll "." ${long(8_000_000)} -1 | len }}`,
  'a part for every character': `{{ regexSplit "" ${long(8_000_000)} -1 | len }}`,
  'a replacement that is longer than what it replaces': `{{ regexReplaceAll "x" ${long(1_000_000)} (repeat 1000 "y") }}`,
  'a literal replacement': `{{ regexReplaceAllLiteral "" ${long(1_000_000)} (repeat 1000 "y") }}`,
  'upper case, again and again': `{{ $s := ${long(8_000_000)} }}${loop('{{ $_ := upper $s }}')}`,
  'hashes, again and again': `{{ $s := ${long(1_000_000)} }}${loop('{{ $_ := sha256sum $s }}')}`,
  'patterns, again and again': `{{ $s := ${long(100_000)} }}${loop('{{ $_ := regexMatch "(a|x)*b" $s }}')}`,
  'base32 of base32': `{{ $s := ${long(1000)} }}${loop('{{ $s = b32enc $s }}', 200)}`,
  'quotes of quotes': `{{ $s := "\\"" }}${loop('{{ $s = quote $s }}', 200)}`,
  'JSON of JSON': `{{ $s := "\\"" }}${loop('{{ $s = toJson $s }}', 200)}`,
  'long texts that are kept': keep('(repeat 4000000 "xy" | upper)'),
  'texts of format that are kept': keep('(printf "%900000d" $i)'),
  'lists that are kept': keep('(until 100000)'),
  'keys of a map, again and again': `${keep('1')}${loop('{{ $_ := keys $d }}')}`,
  'a map that is walked again and again': `${keep('1')}${loop('{{ range $d }}{{ break }}{{ end }}')}`,
  'YAML, again and again': `{{ $s := repeat 20000 "- a\\n" }}${loop('{{ $_ := fromYamlArray $s }}')}`,
  'YAML of thirty million characters': `{{ fromYaml (repeat 4000000 "a ") | len }}`,
  'JSON of millions of numbers': `{{ fromJsonArray (printf "[%s1]" (repeat 4000000 "1,")) | len }}`,
  'passwords that are slow on purpose': loop('{{ $_ := derivePassword 1 "long" "p" "u" "s" }}', 1000),
  'a title of every letter': `{{ untitle (repeat 4000000 "A ") | len }}${loop('{{ $_ := swapcase (repeat 1000000 "aB") }}', 100)}`,
  'inclusion twice, sixty times over':
    '{{ define "e" }}{{ if gt (int .) 0 }}{{ include "e" (sub (int .) 1) }}{{ include "e" (sub (int .) 1) }}{{ end }}{{ end }}{{ include "e" 60 }}',
  'a list turned into texts, again and again': `{{ $l := until 100000 }}${loop('{{ $_ := toStrings $l }}')}`,
};

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

describe('A-11: one line of template uses up neither memory nor minutes', () => {
  it.each(Object.keys(GREEDY))('%s', (name) => {
    const start = cpuSeconds();
    let outcome: unknown = 'a text';
    try {
      renderSnippet(GREEDY[name] ?? '');
    } catch (error) {
      outcome = error;
    }
    expect(outcome).toBeInstanceOf(DrydockError);
    expect((outcome as DrydockError).code).toMatch(/^HELM_LIMIT_(OUTPUT|STEPS)$/);
    expect(cpuSeconds() - start).toBeLessThan(5);
  });

  it.each([
    ['digits in a row, which can be cut in two to the fortieth ways', `${'1'.repeat(40)}!`],
    ['blanks', `>=1.0.0${' '.repeat(50_000)}!`],
    ['many digits', '1'.repeat(20_000)],
  ])('a version constraint of %s is read in linear time', (_what, constraint) => {
    const start = cpuSeconds();
    expect(() => renderSnippet(`{{ semverCompare ${JSON.stringify(constraint)} "1.2.3" }}`)).toThrow(
      DrydockError,
    );
    expect(cpuSeconds() - start).toBeLessThan(1.5);
  });

  it('what charts do is far below: ten thousand values through twenty functions', () => {
    const tpl = loop(
      '{{ $_ := "a-b_c" | upper | quote | trimAll "\\"" | snakecase | b64enc | sha256sum | trunc 8 }}',
      10_000,
    );
    expect(renderSnippet(tpl)).toBe('');
  });
});
