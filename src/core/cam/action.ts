import { globMatches } from './glob.ts';

/** An action or a pattern of one: the product and the name of the call. */
export interface ActionName {
  readonly product: string;
  readonly name: string;
}

/**
 * Reads `cvm:DescribeInstances`, the older `name/cvm:DescribeInstances` and `*`. Sets of calls (`permid/280655`) name
 * nothing that can be compared and give undefined, as does anything else.
 */
export function readAction(text: string): ActionName | undefined {
  const bare = text.trim().replace(/^name\//, '');
  if (bare === '*') return { product: '*', name: '*' };
  const colon = bare.indexOf(':');
  if (colon <= 0 || colon === bare.length - 1 || bare.startsWith('permid/')) return undefined;
  return { product: bare.slice(0, colon), name: bare.slice(colon + 1) };
}

/** True when an action is one of those that a pattern names. Products and calls are compared without regard to case. */
export function actionMatches(pattern: string, action: string): boolean {
  const [wanted, asked] = [readAction(pattern), readAction(action)];
  if (!wanted || !asked) return false;
  return (
    globMatches(wanted.product.toLowerCase(), asked.product.toLowerCase()) &&
    globMatches(wanted.name.toLowerCase(), asked.name.toLowerCase())
  );
}
