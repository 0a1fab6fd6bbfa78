import {
  type Attribute,
  type Block,
  type Expression,
  type Reference,
  referencesOf,
} from '../syntax/index.ts';
import { addressText, attributeOf, staticTrue } from './static.ts';
import type { CheckRule, LifecycleDecl } from './types.ts';

/** A `validation`, `precondition`, `postcondition` or `assert` block. */
export const readRule = (block: Block): CheckRule => ({
  condition: attributeOf(block.body, 'condition')?.expr,
  errorMessage: attributeOf(block.body, 'error_message')?.expr,
  file: block.body.file,
  range: block.range,
});

export const rulesOf = (blocks: readonly Block[], type: string): CheckRule[] =>
  blocks.filter((b) => b.type === type).map(readRule);

/** References of a `depends_on` list. */
export function readDependsOn(attribute: Attribute | undefined): Reference[] {
  return attribute === undefined ? [] : referencesOf(attribute.expr);
}

const listItems = (expr: Expression | undefined): readonly Expression[] =>
  expr?.kind === 'tuple' ? expr.items : [];

/** OpenTofu's `enabled` of a `lifecycle` block. */
export const readEnabled = (blocks: readonly Block[]): Attribute | undefined => {
  const lifecycle = blocks.find((b) => b.type === 'lifecycle');
  return lifecycle && attributeOf(lifecycle.body, 'enabled');
};

export function readLifecycle(block: Block | undefined): LifecycleDecl {
  const get = (name: string): Expression | undefined => block && attributeOf(block.body, name)?.expr;
  const ignore = get('ignore_changes');
  return {
    createBeforeDestroy: staticTrue(get('create_before_destroy')),
    preventDestroy: staticTrue(get('prevent_destroy')),
    ignoreChanges: addressText(ignore) === 'all' ? 'all' : listItems(ignore).map(pathOf),
    replaceTriggeredBy: listItems(get('replace_triggered_by')),
    preconditions: block ? rulesOf(block.body.blocks, 'precondition') : [],
    postconditions: block ? rulesOf(block.body.blocks, 'postcondition') : [],
  };
}

function pathOf(expr: Expression): (string | number)[] {
  const [reference] = referencesOf(expr);
  if (reference) return [reference.root, ...reference.path];
  const text = addressText(expr);
  return text === undefined ? [] : [text];
}
