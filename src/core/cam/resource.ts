import { globMatches } from './glob.ts';

/** The six parts of a resource: `qcs:project:service:region:account:resource`; the last may hold colons. */
export interface ResourceName {
  readonly project: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Reads a six-part resource; undefined for anything else. `*` is not one of them: it stands for all. */
export function readResource(text: string): ResourceName | undefined {
  const parts = text.split(':');
  if (parts.length < 6 || parts[0] !== 'qcs') return undefined;
  const [, project = '', service = '', region = '', account = '', ...rest] = parts;
  return { project, service, region, account, resource: rest.join(':') };
}

/**
 * True when a resource is one of those that a pattern names. A part that the pattern leaves empty holds for every value
 * of it: the project is history, no region means all, no account the one that the role belongs to.
 */
export function resourceMatches(pattern: string, resource: string): boolean {
  if (pattern === '*') return true;
  const [wanted, asked] = [readResource(pattern), readResource(resource)];
  // Calls that name no resource are made on `*`, which only `*` covers.
  if (!wanted || !asked) return false;
  const part = (left: string, right: string): boolean => left === '' || globMatches(left, right);
  return (
    part(wanted.project, asked.project) &&
    part(wanted.service.toLowerCase(), asked.service.toLowerCase()) &&
    part(wanted.region, asked.region) &&
    part(wanted.account, asked.account) &&
    globMatches(wanted.resource, asked.resource)
  );
}
