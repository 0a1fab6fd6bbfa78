import type { Dialect } from '../plan/types.ts';
import { type Block, type HclDiagnostic, hclDiagnostic, LIMITS } from '../syntax/index.ts';

interface Known {
  readonly arguments: readonly string[];
  readonly blocks: readonly string[];
}

/** What Terraform and OpenTofu know in blocks whose content is theirs, and no provider's. */
const KNOWN: Readonly<Record<string, Known>> = {
  variable: {
    arguments: [
      'default',
      'type',
      'description',
      'sensitive',
      'nullable',
      'ephemeral',
      'deprecated',
      'const',
    ],
    blocks: ['validation'],
  },
  output: {
    arguments: ['value', 'type', 'description', 'sensitive', 'depends_on', 'ephemeral', 'deprecated'],
    blocks: ['precondition', 'postcondition'],
  },
  locals: { arguments: [], blocks: [] },
  moved: { arguments: ['from', 'to'], blocks: [] },
  import: { arguments: ['to', 'id', 'identity', 'provider', 'for_each'], blocks: [] },
  removed: { arguments: ['from'], blocks: ['lifecycle', 'provisioner', 'connection'] },
  check: { arguments: [], blocks: ['data', 'assert'] },
  validation: { arguments: ['condition', 'error_message'], blocks: [] },
  precondition: { arguments: ['condition', 'error_message'], blocks: [] },
  postcondition: { arguments: ['condition', 'error_message'], blocks: [] },
  assert: { arguments: ['condition', 'error_message'], blocks: [] },
};

/** Arguments and blocks that Terraform does not know in its own blocks; it refuses them, the platform may not. */
export function unexpectedIn(block: Block, dialect: Dialect, diagnostics: HclDiagnostic[]): void {
  const known = Object.hasOwn(KNOWN, block.type) ? KNOWN[block.type] : undefined;
  if (known === undefined) return;
  const { body } = block;
  const severity = dialect === 'terraform' ? 'error' : 'warning';
  const report = (
    code: string,
    summary: string,
    detail: string,
    file: string,
    range: Block['range'],
  ): void => {
    if (diagnostics.length < LIMITS.errors)
      diagnostics.push(hclDiagnostic(code, severity, summary, detail, file, range));
  };
  if (block.type !== 'locals') {
    for (const { name, nameRange, file = body.file } of body.attributes.values()) {
      if (known.arguments.includes(name)) continue;
      const detail = `An argument named "${name}" is not expected here.`;
      report('TF_ARGUMENT_UNEXPECTED', 'Unsupported argument', detail, file, nameRange);
    }
  }
  for (const nested of body.blocks) {
    if (known.blocks.includes(nested.type)) unexpectedIn(nested, dialect, diagnostics);
    else {
      const detail = `Blocks of type "${nested.type}" are not expected here.`;
      report('TF_BLOCK_UNEXPECTED', 'Unsupported block type', detail, nested.body.file, nested.typeRange);
    }
  }
}
