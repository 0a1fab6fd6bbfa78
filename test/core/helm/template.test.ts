import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GoError } from '../../../src/core/helm/go/func.ts';
import { parseTemplate } from '../../../src/core/helm/template/parser.ts';
import { snippet } from './support.ts';

const values = 'name: web\nlist: [a, b]\nm: {k: v}\nbig: 1000000\n';
const same = (rows: readonly (readonly [tpl: string, text: string])[]): void => {
  for (const [tpl, text] of rows) expect([tpl, snippet(tpl, { valuesYaml: values })]).toEqual([tpl, text]);
};

describe('Go templates', () => {
  it('control structures', () => {
    same([
      ['{{ range $i, $c := .Values.list }}{{ if $i }},{{ end }}{{ $c }}{{ end }}', 'a,b'],
      ['{{ range list }}x{{ else }}none{{ end }}', 'none'],
      [
        '{{ range until 5 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}',
        '02',
      ],
      ['{{ block "x" . }}hi {{ .Release.Name }}{{ end }}', 'hi demo'],
      ['{{ $x := 1 }}{{ range list 1 2 }}{{ $x = . }}{{ end }}{{ $x }}', '2'],
      ['a {{- /* comment */ -}} b', 'ab'],
      ['{{ if and .Values.name (eq .Values.name "web") }}1{{ else if true }}2{{ end }}', '1'],
    ]);
  });

  it('numbers, strings and printf as Go formats them', () => {
    same([
      ['{{ .Values.big }} {{ 100000.0 }} {{ 0.00001 }} {{ 1.0 }}', '1e+06 100000 1e-05 1'],
      ["{{ 'a' }} {{ 0b11 }} {{ 017 }} {{ 0x1p4 }}", '97 3 15 16'],
      ['{{ printf "%6.2f|%-4s|%08b|%x|%U" 3.14159 "ab" 5 255 65 }}', '  3.14|ab  |00000101|ff|U+0041'],
      ['{{ printf "%d %s" 1 }} {{ printf "%d" 1 2 }}', '1 %!s(MISSING) 1%!(EXTRA int=2)'],
      ['{{ printf "%v %T" (dict "b" 2 "a" (list nil "x")) (list) }}', 'map[a:[<nil> x] b:2] []interface {}'],
      ['{{ print 1 2 "a" "b" 3 }}', '1 2ab3'],
      ['{{ trunc 4 "héé" | len }} {{ "h\\u00e9" }}', '4 hé'],
    ]);
  });

  it('errors name place, template and expression', () => {
    same([
      [
        'x\n  {{ .Values.name.y }}',
        'ERROR template: t/templates/case.txt:2:12: executing "t/templates/case.txt" at <.Values.name.y>: can\'t evaluate field y in type interface {}',
      ],
      [
        '{{ upper 1 }}',
        'ERROR template: t/templates/case.txt:1:9: executing "t/templates/case.txt" at <1>: expected string; found 1',
      ],
      [
        '{{ .Values.none | upper }}',
        'ERROR template: t/templates/case.txt:1:18: executing "t/templates/case.txt" at <upper>: invalid value; expected string',
      ],
      ['{{ required "say it" .Values.none }}', 'ERROR execution error at (t/templates/case.txt:1:3): say it'],
      ['{{ if }}x{{ end }}', 'ERROR parse error at (t/templates/case.txt:1): missing value for if'],
      ['{{ "x }}', 'ERROR parse error at (t/templates/case.txt:1): unterminated quoted string'],
      ['{{ $y }}', 'ERROR parse error at (t/templates/case.txt:1): undefined variable "$y"'],
      ['{{ env "HOME" }}', 'ERROR parse error at (t/templates/case.txt:1): function "env" not defined'],
      ['{{ getHostByName "localhost" }}', ''],
    ]);
  });

  it('tpl sees templates around it and keeps its own to itself', () => {
    same([
      [
        '{{ define "a" }}A{{ end }}{{ tpl "{{ include \\"a\\" . }}{{ define \\"b\\" }}B{{ end }}{{ include \\"b\\" . }}" . }}',
        'AB',
      ],
    ]);
    expect(snippet('{{ tpl "{{ define \\"b\\" }}B{{ end }}" . }}{{ include "b" . }}')).toContain(
      'no template "b"',
    );
  });

  it('any text parses or is refused in Go words, never otherwise', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{{-',
      '-}}',
      'if',
      'else',
      'end',
      'range',
      'with',
      'define',
      '"a"',
      '`',
      '$',
      '$x',
      ':=',
      '|',
      '.',
      '.a',
      '(',
      ')',
      '1',
      '0x',
      "'",
      '/*',
      '*/',
      ' ',
      '\n',
      'upper',
      'é',
      '\u{1f600}',
      ',',
      'break',
      'nil',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          try {
            const { main } = parseTemplate('f', text, (name) => name === 'upper');
            return main.text === text;
          } catch (error) {
            return error instanceof GoError && error.message.startsWith('template: f:');
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('templates that are given nil', () => {
  const define = '{{ define "h" }}<{{ .name }}{{ . | kindOf }}>{{ end }}';

  it('read every field as nothing, where a nil inside data is an error', () => {
    expect(snippet(`${define}{{ include "h" nil }}{{ include "h" .Values.nope }}{{ template "h" }}`)).toBe(
      '<invalid><invalid><invalid>',
    );
    expect(snippet('{{ range list nil }}{{ .name }}{{ end }}')).toContain(
      'nil pointer evaluating interface {}.name',
    );
  });

  it('print as Go does where html and js escape them', () => {
    expect(snippet('{{ .Values.nope | js "x" }}')).toBe('x\\u003Cno value\\u003E');
  });
});
