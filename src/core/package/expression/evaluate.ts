import { isJsonObject, type Json } from '../../json.ts';
import type { ArgExpression, ArgExpressionNode, ExpressionProblem, PathExpression } from './ast.ts';
import { argValuesEqual, isTruthy } from './compare.ts';
import { parseArgExpression } from './parse.ts';

/** The value of an arg by name; undefined while the customer has not chosen it or while it is hidden. */
export type ArgLookup = (name: string) => Json | undefined;

/**
 * `incomplete`: an arg on the path has no value yet. `missing`: the arg has a value, but the value has no such attribute.
 * `invalid`: the text cannot be parsed.
 */
export type ArgValue =
  | { readonly state: 'value'; readonly value: Json }
  | { readonly state: 'incomplete'; readonly path: string; readonly root: string }
  | { readonly state: 'missing'; readonly path: string; readonly root: string }
  | { readonly state: 'invalid'; readonly problem: ExpressionProblem };

/**
 * Evaluates a parsed expression. One interpolation alone keeps its value's type (a whole object may be passed on);
 * with text around it, everything is joined into a string. Conditionals evaluate only the branch that is taken.
 */
export function evaluateArgExpression(expression: ArgExpression, lookup: ArgLookup): ArgValue {
  const problem = expression.problems[0];
  if (problem !== undefined) return { state: 'invalid', problem };
  const [only, second] = expression.pieces;
  if (only?.kind === 'interpolation' && second === undefined && only.node) {
    return evaluateNode(only.node, lookup);
  }
  let joined = '';
  for (const piece of expression.pieces) {
    if (piece.kind === 'text') joined += piece.text;
    else if (piece.node) {
      const part = evaluateNode(piece.node, lookup);
      if (part.state !== 'value') return part;
      joined += typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
    }
  }
  return value(joined);
}

/** Evaluates every string inside a JSON value of package.yaml (`regions: [${x.region}]`); the first that has no value decides. */
export function evaluateArgJson(json: Json, lookup: ArgLookup): ArgValue {
  if (typeof json === 'string') return evaluateArgExpression(parseArgExpression(json), lookup);
  if (Array.isArray(json)) {
    const items: Json[] = [];
    for (const item of json) {
      const result = evaluateArgJson(item, lookup);
      if (result.state !== 'value') return result;
      items.push(result.value);
    }
    return value(items);
  }
  if (!isJsonObject(json)) return value(json);
  const entries: [string, Json][] = [];
  for (const [key, item] of Object.entries(json)) {
    const result = evaluateArgJson(item, lookup);
    if (result.state !== 'value') return result;
    entries.push([key, result.value]);
  }
  return value(Object.fromEntries(entries));
}

const value = (json: Json): ArgValue => ({ state: 'value', value: json });

function evaluateNode(node: ArgExpressionNode, lookup: ArgLookup): ArgValue {
  switch (node.kind) {
    case 'literal':
      return value(node.value);
    case 'path':
      return evaluatePath(node, lookup);
    case 'not': {
      const operand = evaluateNode(node.operand, lookup);
      return operand.state === 'value' ? value(!isTruthy(operand.value)) : operand;
    }
    case 'conditional': {
      const test = evaluateNode(node.test, lookup);
      if (test.state !== 'value') return test;
      return evaluateNode(isTruthy(test.value) ? node.then : node.otherwise, lookup);
    }
    case 'binary': {
      const left = evaluateNode(node.left, lookup);
      if (left.state !== 'value') return left;
      if (node.op === '&&' && !isTruthy(left.value)) return value(false);
      if (node.op === '||' && isTruthy(left.value)) return value(true);
      const right = evaluateNode(node.right, lookup);
      return right.state === 'value' ? value(applyOperator(node.op, left.value, right.value)) : right;
    }
  }
}

function applyOperator(op: string, left: Json, right: Json): boolean {
  if (op === '==') return argValuesEqual(left, right);
  if (op === '!=') return !argValuesEqual(left, right);
  if (op === '&&' || op === '||') return isTruthy(right);
  const [a, b] = [Number(left), Number(right)];
  if (op === '<') return a < b;
  if (op === '<=') return a <= b;
  return op === '>' ? a > b : a >= b;
}

function evaluatePath(node: PathExpression, lookup: ArgLookup): ArgValue {
  const path = [node.root, ...node.steps.map((step) => step.key)].join('.');
  let current = lookup(node.root);
  if (current === undefined || current === null) return { state: 'incomplete', path, root: node.root };
  for (const { key } of node.steps) {
    let next: Json | undefined;
    if (Array.isArray(current)) next = current[Number(key)];
    else if (isJsonObject(current) && Object.hasOwn(current, key)) next = current[key];
    if (next === undefined) return { state: 'missing', path, root: node.root };
    current = next;
  }
  return current === null ? { state: 'incomplete', path, root: node.root } : value(current);
}
