import type { SourceRange } from '../../diagnostics/index.ts';
import { text } from '../../text.ts';
import type { Dialect } from '../plan/types.ts';
import { type Block, type HclDiagnostic, hclDiagnostic, ownDiagnostic } from '../syntax/index.ts';
import { unexpectedIn } from './argument-check.ts';

const OF_RESOURCES = new Set([
  'create_before_destroy',
  'prevent_destroy',
  'ignore_changes',
  'replace_triggered_by',
]);

/** What we would leave out of a `lifecycle` block without a word changes what is planned: each such thing is said. */
export class LifecycleCheck {
  readonly #dialect: Dialect;
  readonly #diagnostics: HclDiagnostic[];

  constructor(dialect: Dialect, diagnostics: HclDiagnostic[]) {
    this.#dialect = dialect;
    this.#diagnostics = diagnostics;
  }

  ofResource(block: Block): void {
    for (const nested of block.body.blocks) {
      if (nested.type !== 'lifecycle') continue;
      this.#arguments(nested, OF_RESOURCES);
      for (const each of nested.body.blocks)
        if (each.type === 'action_trigger') this.actions(each, each.headerRange);
        else if (each.type === 'precondition' || each.type === 'postcondition')
          unexpectedIn(each, this.#dialect, this.#diagnostics);
        else {
          const detail = `Blocks of type "${each.type}" are not expected here.`;
          this.#error(
            'TF_BLOCK_UNEXPECTED',
            'Unsupported block type',
            detail,
            block.body.file,
            each.typeRange,
          );
        }
    }
  }

  /** A module call may have a `lifecycle` block with `enabled` in OpenTofu, and no other blocks anywhere. */
  ofModule({ body }: Block): void {
    for (const nested of body.blocks) {
      if (nested.type === 'lifecycle' && this.#dialect === 'terraform') this.#arguments(nested, new Set());
      else {
        const detail = `Blocks of type "${nested.type}" are not expected here.`;
        this.#error('TF_BLOCK_UNEXPECTED', 'Unsupported block type', detail, body.file, nested.typeRange);
      }
    }
  }

  /** `action` blocks and what triggers them (Terraform 1.14): the provider acts, which no plan and no rehearsal shows. */
  actions({ body: { file } }: Block, range: SourceRange): void {
    if (this.#dialect === 'cloudapp') {
      const detail = 'Actions belong to Terraform 1.14 and later; the platform does not have them.';
      this.#error('TF_BLOCK_UNEXPECTED', 'Unsupported block type', detail, file, range);
      return;
    }
    const detail = text(
      'Actions (Terraform 1.14 and later; not in OpenTofu) are not evaluated here: neither the plan nor a rehearsal shows what this does.',
      '此处不对 action(Terraform 1.14 及以上,OpenTofu 没有)求值:计划与演练均不体现其作用。',
    );
    this.#diagnostics.push(
      ownDiagnostic('TF_NOT_EVALUATED', 'warning', 'Actions are left out', detail, file, range),
    );
  }

  #arguments({ body }: Block, known: ReadonlySet<string>): void {
    for (const { name, nameRange, file = body.file } of body.attributes.values()) {
      if (known.has(name)) continue;
      if (name === 'enabled' && this.#dialect === 'terraform') {
        const detail = text(
          'The "enabled" argument belongs to OpenTofu 1.11 and later. Terraform refuses it.',
          '“enabled”参数属于 OpenTofu 1.11 及以上版本,Terraform 不接受。',
        );
        this.#diagnostics.push(
          ownDiagnostic('TF_OPENTOFU_ONLY', 'warning', 'Only OpenTofu reads this', detail, file, nameRange),
        );
        continue;
      }
      const detail = `An argument named "${name}" is not expected here.`;
      this.#error('TF_ARGUMENT_UNEXPECTED', 'Unsupported argument', detail, file, nameRange);
    }
  }

  #error(code: string, summary: string, detail: string, file: string, range: SourceRange): void {
    this.#diagnostics.push(hclDiagnostic(code, 'error', summary, detail, file, range));
  }
}
