import type { Lang } from '../text.ts';
import type { ScenarioResult } from './run.ts';

/** Characters that neither XML nor a terminal may be given. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;
const clean = (words: string): string => words.replace(CONTROL, '\ufffd');
const line = (words: string): string => clean(words).replace(/\s*\n\s*/g, ' ');
/** In a TAP description `#` begins a directive. */
const title = (words: string): string => line(words).replace(/[\\#]/g, (sign) => `\\${sign}`);
const xml = (words: string): string =>
  clean(words).replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** Why a scenario did not pass, a line each. */
export function whyLines(result: ScenarioResult, lang: Lang): readonly string[] {
  const where = (number: number | undefined): string =>
    `${result.file}${number === undefined ? '' : `:${number}`}`;
  const said = result.reasons.map((reason) => `${where(reason.line)}: ${line(reason.text[lang])}`);
  const error = result.error
    ? [`${where(undefined)}: ${result.error.code}: ${line(result.error.message[lang])}`]
    : [];
  return [...said, ...error];
}

/** TAP 14: one test point a scenario, with a YAML block that says why one failed. */
export function tapReport(results: readonly ScenarioResult[], lang: Lang): string {
  const points = results.map((result, i) => {
    const ok = result.status === 'passed' ? 'ok' : 'not ok';
    const skip = result.status === 'cancelled' ? ' # SKIP cancelled' : '';
    const head = `${ok} ${i + 1} - ${title(result.file)}: ${title(result.title[lang])}${skip}`;
    if (result.status === 'passed') return head;
    const why = whyLines(result, lang).map((each) => `    - ${JSON.stringify(each)}`);
    const failures = result.failures.map(
      (each) => `    - ${JSON.stringify(`${each.code}: ${line(each.message[lang])}`)}`,
    );
    return [
      head,
      '  ---',
      `  status: ${result.status}`,
      `  expected: ${result.expected}`,
      `  outcome: ${result.outcome ?? 'none'}`,
      ...(why.length > 0 ? ['  reasons:', ...why] : []),
      ...(failures.length > 0 ? ['  failures:', ...failures] : []),
      '  ...',
    ].join('\n');
  });
  return `${['TAP version 14', `1..${results.length}`, ...points].join('\n')}\n`;
}

/** JUnit's XML, as CI systems read it. Times are those of the install, not of the computer. */
export function junitReport(results: readonly ScenarioResult[], lang: Lang): string {
  const count = (status: ScenarioResult['status']): number =>
    results.filter((each) => each.status === status).length;
  const seconds = (ms: number): string => (ms / 1000).toFixed(3);
  const cases = results.map((result) => {
    const open = `    <testcase name="${xml(result.title[lang])}" classname="${xml(result.file)}" time="${seconds(result.took)}"`;
    if (result.status === 'passed') return `${open}/>`;
    if (result.status === 'cancelled') return `${open}><skipped/></testcase>`;
    const why = whyLines(result, lang);
    const tag = result.status === 'error' ? 'error' : 'failure';
    const type = result.error?.code ?? result.failures[0]?.code ?? 'expectation';
    return `${open}><${tag} type="${xml(type)}" message="${xml(why[0] ?? '')}">${xml(why.join('\n'))}</${tag}></testcase>`;
  });
  const total = seconds(results.reduce((sum, each) => sum + each.took, 0));
  const counts = `tests="${results.length}" failures="${count('failed')}" errors="${count('error')}" skipped="${count('cancelled')}" time="${total}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="drydock" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** The report in the asked format; empty for formats that are not made of results alone. */
export function reportAs(
  format: 'text' | 'tap' | 'junit' | 'json',
  results: readonly ScenarioResult[],
  lang: Lang,
): string {
  if (format === 'tap') return tapReport(results, lang);
  return format === 'junit' ? junitReport(results, lang) : '';
}
