import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { evaluate, FUNCTIONS, functionEnv, MapScope } from '../../../src/core/terraform/index.ts';
import {
  type Expression,
  LIMITS,
  parseExpression,
  parseFile,
  parseTemplate,
  type Token,
  tokenize,
  walkExpression,
} from '../../../src/core/terraform/syntax/index.ts';

/** Pieces that lead the lexer and parser into their corners. */
const PIECES = [
  '{', '}', '[', ']', '(', ')', '"', '${', '%{', '~}', '${~', '$${', '%%{', '<<EOT\n', '<<-EOT\n', 'EOT\n', '\n', '\r\n', '\r',
  ' ', '\t', 'a', 'for', 'in', 'if', 'else', 'endif', 'endfor', 'null', 'true', '=', '=>', '==', '!', '!=', '?', ':', '::', ',',
  '.', '...', '*', '+', '-', '/', '%', '&&', '||', '&', '|', "'", '`', ';', '#', '//', '/*', '*/', '0', '1.5e3', '1e', '\\', '\\u12',
  '\\q', 'é', '世界', '👨‍👩‍👧', '\u0301', '\ufeff', '\ufffd', '\ud800', '\u0000', 'resource "a" "b" {\n', 'x = 1\n',
]; // biome-ignore format: one row of pieces is easier to read

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join(''));
const anything = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ maxLength: 120 }));

function reprinted(text: string, tokens: readonly Token[]): string {
  let out = '';
  let at = 0;
  for (const token of tokens) {
    const gap = text.slice(at, token.start.offset);
    expect(gap).toMatch(/^\ufeff?[ \t]*$/);
    out += gap + token.text;
    at = token.end.offset;
  }
  return out + text.slice(at);
}

const within = (expr: Expression, length: number): void =>
  walkExpression(expr, (e) => {
    expect(e.range.start.offset).toBeGreaterThanOrEqual(0);
    expect(e.range.end.offset).toBeLessThanOrEqual(length);
  });

/** Characters that are looked at or copied while something runs: work that does not depend on the machine's load. */
function workOf(run: () => void): number {
  let work = 0;
  const spies = (['charAt', 'charCodeAt', 'codePointAt', 'slice', 'startsWith', 'indexOf'] as const).map(
    (name) => {
      const real = String.prototype[name] as (...args: unknown[]) => unknown;
      return vi.spyOn(String.prototype, name).mockImplementation(function (this: string, ...args: unknown[]) {
        const result = real.apply(this, args);
        work += typeof result === 'string' ? result.length + 1 : 1;
        return result as never;
      });
    },
  );
  try {
    run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return work;
}

describe('lexer and parser on any text', () => {
  it('tokens give the text back', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('expression' as const, 'template' as const), (text, mode) => {
        const tokens = tokenize(text, mode);
        expect(reprinted(text, tokens)).toBe(text);
        expect(tokens.at(-1)?.type).toBe('eof');
      }),
      { numRuns: 1500 },
    );
  });

  it('files, expressions and templates never throw, and ranges stay within the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const file = parseFile(text, 'fuzz.tf');
        for (const d of file.diagnostics) expect(d.range?.end.offset ?? 0).toBeLessThanOrEqual(text.length);
        for (const a of file.body.attributes.values()) within(a.expr, text.length);
        within(parseExpression(text, 'x').expr, text.length);
        within(parseTemplate(text, 'x').expr, text.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('what parses evaluates to a value or an error', () => {
    const env = functionEnv({ files: new Map(), clock: () => new Date(0), random: () => 0, planning: true });
    const scope = new MapScope(new Map(), FUNCTIONS, env);
    fc.assert(
      fc.property(anything, (text) => {
        const { expr } = parseExpression(text, 'x');
        const { value, diagnostics } = evaluate(expr, scope, 'x');
        expect(value).toBeDefined();
        for (const d of diagnostics) expect(d.message['zh-CN']).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('limits', () => {
  const codes = (text: string): string[] => parseFile(text, 'x.tf').diagnostics.map((d) => d.code);

  it.each([
    ['brackets', `x = ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['parentheses', `x = ${'('.repeat(5000)}1${')'.repeat(5000)}`],
    ['objects', `x = ${'{a='.repeat(5000)}1${'}'.repeat(5000)}`],
    ['unary operators', `x = ${'!'.repeat(5000)}true`],
    ['conditionals', `x = ${'true ? 1 : '.repeat(5000)}2`],
    ['blocks', `${'b {\n'.repeat(5000)}${'}\n'.repeat(5000)}`],
    ['indexes', `x = a${'[b]'.repeat(5000)}`],
    ['splats', `x = a${'[*]'.repeat(5000)}`],
    ['templates', `x = ${'"${'.repeat(5000)}1${'}"'.repeat(5000)}`],
    ['directives', `x = "${'%{ if true }'.repeat(5000)}${'%{ endif }'.repeat(5000)}"`],
  ])('deep nesting of %s names its limit', (_what, text) => {
    expect(codes(text)).toContain('TF_TOO_DEEP');
  });

  it('long chains are no nesting', () => {
    const { expr, diagnostics } = parseExpression(Array.from({ length: 20_000 }, () => '1').join('+'), 'x');
    expect(diagnostics).toEqual([]);
    const env = functionEnv({ files: new Map(), clock: () => new Date(0), random: () => 0, planning: true });
    expect(evaluate(expr, new MapScope(new Map(), FUNCTIONS, env), 'x').value.num.toString()).toBe('20000');
  });

  it('a file beyond the size limit is refused', () => {
    expect(codes('#'.repeat(LIMITS.fileLength + 1))).toEqual(['TF_FILE_TOO_LARGE']);
  });

  it('a large file takes work in proportion', () => {
    const block = 'resource "null_resource" "r" {\n  triggers = { a = "x${1 + 2}", b = "世界" }\n}\n';
    const [small, large] = [500, 2000].map((n) => workOf(() => parseFile(block.repeat(n), 'x.tf')));
    expect(small).toBeGreaterThan(500 * block.length);
    expect((large ?? 0) / (small ?? 1)).toBeLessThan(4.4);
  });

  it('one long line of wide characters is no quadratic work', () => {
    // Time of this process, not of the clock: others may be busy on the machine.
    const start = process.cpuUsage();
    parseFile(`x = "${'世'.repeat(400_000)}"`, 'x.tf');
    parseFile(`x = [${'"世",'.repeat(60_000)}]`, 'x.tf');
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});
