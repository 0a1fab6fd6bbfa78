import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrydockError } from '../../src/core/errors/index.ts';
import {
  isReleaseName,
  renderSnippet,
  STAND_IN_TIME,
  standInRandom,
  templateName,
  userValues,
} from '../../src/core/helm/index.ts';
import { errorOf, snippet } from '../core/helm/support.ts';

describe('A-11: a template of a stranger', () => {
  it.each([
    [
      'includes itself',
      '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}',
      /nested reference name/,
    ],
    [
      'tpl of tpl of tpl',
      '{{ define "t" }}{{ tpl "{{ include \\"t\\" . }}" . }}{{ end }}{{ include "t" . }}',
      /nested reference|HELM_LIMIT|template/,
    ],
    ['repeats for ever', '{{ repeat 2000000000 "x" }}', /HELM_LIMIT_OUTPUT/],
    ['counts for ever', '{{ range until 2000000000 }}x{{ end }}', /HELM_LIMIT/],
    [
      'doubles a list',
      '{{ $l := list 1 }}{{ range until 60 }}{{ $l = concat $l $l }}{{ end }}',
      /HELM_LIMIT/,
    ],
    [
      'doubles a map of maps',
      '{{ $d := dict }}{{ range until 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ toJson $d }}',
      /HELM_LIMIT/,
    ],
    ['seq without end', '{{ seq 1 2000000000 | len }}', /HELM_LIMIT/],
    ['untilStep of 0', '{{ untilStep 0 10 0 | len }}', /./],
    ['pads with a billion spaces', '{{ nindent 1000000000 "a" }}', /HELM_LIMIT_OUTPUT/],
    ['formats with a billion digits', '{{ printf "%01000000000d" 1 }}', /./],
  ])('that %s ends, and says why', (_what, tpl, why) => {
    const start = performance.now();
    const limits = { steps: 2_000_000, output: 4 * 1024 * 1024, time: 10_000 };
    let outcome: string;
    try {
      outcome = renderSnippet(tpl, { limits });
    } catch (error) {
      expect(error).toBeInstanceOf(DrydockError);
      const { code, data } = error as DrydockError;
      outcome = `${code} ${String(data.message ?? '')}`;
    }
    expect(outcome).toMatch(why);
    expect(outcome.length).toBeLessThan(8 * 1024 * 1024);
    expect(performance.now() - start).toBeLessThan(12_000);
  });

  it('that makes a release’s name has the same bounds', () => {
    const name = (template: string) =>
      templateName(template, {
        clock: () => STAND_IN_TIME,
        random: standInRandom,
        limits: { steps: 100_000 },
      });
    expect(name('web-{{ randAlpha 4 | lower }}')).toMatch(/^web-[a-z]{4}$/);
    expect(
      errorOf(() => name('{{ range until 100000 }}{{ range until 100000 }}x{{ end }}{{ end }}')).code,
    ).toBe('HELM_LIMIT_STEPS');
    expect(errorOf(() => name('{{ env "HOME" }}')).data.message).toContain('function "env" not defined');
    expect(errorOf(() => name('{{ .Files.Get "/etc/passwd" | len }}{{ template "x" }}')).code).toMatch(
      /^HELM_/,
    );
    for (const wrong of ['', '../x', 'A', 'a'.repeat(54), 'a\u001b[2J', '-a', 'a..b'])
      expect([wrong, isReleaseName(wrong)]).toEqual([wrong, false]);
  });

  it('and lines of --set cannot use up the machine', () => {
    const deep = '['.repeat(200_000);
    const keys = `${'a.'.repeat(50_000)}b=1`;
    const far = 'a[65537]=1';
    for (const sources of [
      { setJson: [`a=${deep}`] },
      { set: [keys] },
      { setLiteral: [keys] },
      { setJson: [far] },
    ])
      expect(errorOf(() => userValues(sources)).code).toBe('HELM_RENDER_FAILED');
    const proto = userValues({ setJson: ['__proto__={"polluted":1},constructor.prototype.x=1'] });
    expect(proto.copy().size).toBe(2);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('sees neither the environment nor the network', () => {
    for (const name of ['env', 'expandenv']) {
      expect(errorOf(() => renderSnippet(`{{ ${name} "HOME" }}`)).data.message).toContain(
        `function "${name}" not defined`,
      );
    }
    // Helm without EnableDNS answers with nothing, and so do we.
    expect(snippet('[{{ getHostByName "localhost" }}]')).toBe('[]');
  });

  it('reads no file but those of the chart', () => {
    for (const path of ['/etc/passwd', '../../etc/passwd', 'templates/../../x', 'file:///etc/passwd']) {
      expect(snippet(`[{{ .Files.Get ${JSON.stringify(path)} }}]`)).toBe('[]');
    }
    expect(snippet('{{ range $p, $_ := .Files.Glob "../**" }}{{ $p }}{{ end }}')).toBe('');
  });

  it('does not reach the host through methods or prototypes', () => {
    for (const path of [
      '.constructor',
      '.__proto__',
      '.Values.constructor',
      '.toString',
      '.Values.__proto__.polluted',
    ]) {
      expect(snippet(`{{ ${path} }}`)).not.toMatch(/function|native|object Object/);
    }
    expect(
      snippet(
        '{{ $d := dict "__proto__" (dict "polluted" "yes") }}{{ $_ := set (dict) "constructor" 1 }}{{ (merge (dict) $d) | toJson }}',
      ),
    ).toContain('__proto__');
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe('A-11: any text is an answer', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '{{-',
    '-}}',
    '{{/*',
    '*/}}',
    ' ',
    '\n',
    'if ',
    'else',
    'else if ',
    'end',
    'range ',
    'with ',
    'define "a"',
    'template "a" .',
    'block "b" .',
    'include "a" .',
    'tpl "{{ . }}" .',
    '.',
    '.Values',
    '.Values.x',
    '$',
    '$x',
    ':=',
    '=',
    '|',
    '(',
    ')',
    ',',
    '"',
    '`',
    "'",
    '1',
    '-1',
    '1e400',
    '0x',
    'nil',
    'true',
    'print',
    'printf "%[5]*.*d"',
    'toYaml',
    'fromJson',
    'index',
    'slice',
    'dict',
    'list',
    'regexReplaceAll "(" ',
    'until -1',
    'trunc -5',
    'substr 5 1',
    'break',
    'continue',
    '\u0000',
    '\ud800',
  );
  const run = (text: string): void => {
    try {
      expect(typeof renderSnippet(text, { limits: { steps: 50_000, output: 1_000_000, time: 5_000 } })).toBe(
        'string',
      );
    } catch (error) {
      // Anything else would be a stack trace in a user's face.
      expect(error).toBeInstanceOf(DrydockError);
      expect((error as DrydockError).code).toMatch(/^HELM_/);
    }
  };

  it('made of a template’s own words', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => run(parts.join(''))),
      { numRuns: 3_000 },
    );
  });

  it('made of actions with any functions and arguments', () => {
    const names = fc.constantFrom(
      'add',
      'sub',
      'div',
      'mod',
      'mul',
      'max',
      'round',
      'ceil',
      'floor',
      'int',
      'int64',
      'float64',
      'toString',
      'toDecimal',
      'atoi',
      'seq',
      'trunc',
      'abbrev',
      'abbrevboth',
      'wrap',
      'wrapWith',
      'substr',
      'initials',
      'nospace',
      'swapcase',
      'shuffle',
      'snakecase',
      'camelcase',
      'kebabcase',
      'title',
      'untitle',
      'plural',
      'cat',
      'indent',
      'nindent',
      'replace',
      'quote',
      'squote',
      'b64enc',
      'b64dec',
      'b32dec',
      'sha256sum',
      'adler32sum',
      'join',
      'splitList',
      'split',
      'splitn',
      'sortAlpha',
      'reverse',
      'uniq',
      'without',
      'has',
      'first',
      'rest',
      'last',
      'initial',
      'append',
      'prepend',
      'concat',
      'compact',
      'chunk',
      'slice',
      'keys',
      'values',
      'pick',
      'omit',
      'pluck',
      'merge',
      'mergeOverwrite',
      'deepCopy',
      'dig',
      'get',
      'set',
      'unset',
      'hasKey',
      'dict',
      'list',
      'tuple',
      'default',
      'empty',
      'coalesce',
      'ternary',
      'fail',
      'required',
      'kindOf',
      'typeOf',
      'kindIs',
      'deepEqual',
      'semver',
      'semverCompare',
      'regexMatch',
      'regexFind',
      'regexFindAll',
      'regexReplaceAll',
      'regexSplit',
      'date',
      'dateModify',
      'toDate',
      'duration',
      'durationRound',
      'htmlDate',
      'ago',
      'now',
      'urlParse',
      'urlJoin',
      'base',
      'dir',
      'ext',
      'clean',
      'isAbs',
      'osBase',
      'toJson',
      'toPrettyJson',
      'fromJson',
      'fromJsonArray',
      'toYaml',
      'fromYaml',
      'fromYamlArray',
      'toToml',
      'fromToml',
      'lookup',
      'tpl',
      'include',
      'len',
      'index',
      'print',
      'println',
      'printf',
      'html',
      'js',
      'urlquery',
      'eq',
      'ne',
      'lt',
      'le',
      'gt',
      'ge',
      'and',
      'or',
      'not',
      'bcrypt',
      'encryptAES',
      'decryptAES',
      'genPrivateKey',
      'buildCustomCert',
      'uuidv4',
      'getHostByName',
    );
    const argument = fc.constantFrom(
      '""',
      '"a"',
      '"é\\n"',
      '"1.2.3"',
      '">=1 <x"',
      '"["',
      '0',
      '1',
      '-1',
      '9223372036854775807',
      '1.5',
      '-0.0',
      'nil',
      'true',
      '.',
      '.Values',
      '.Files',
      '$',
      '(list)',
      '(list 1 "a" nil)',
      '(dict)',
      '(dict "a" 1)',
      '(until 3)',
      '"%s%d%!"',
      '"2006-01-02"',
    );
    fc.assert(
      fc.property(names, fc.array(argument, { maxLength: 4 }), (name, args) =>
        run(`{{ ${[name, ...args].join(' ')} }}`),
      ),
      { numRuns: 6_000 },
    );
  });
});
