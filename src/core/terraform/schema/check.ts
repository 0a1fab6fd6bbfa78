import type { Severity, SourceRange } from '../../diagnostics/index.ts';
import type { Dialect } from '../plan/types.ts';
import { type HclDiagnostic, hclDiagnostic } from '../syntax/index.ts';
import { nearest, type Value } from '../values/index.ts';
import { checkConstraints } from './check-value.ts';
import type { GivenArgument, GivenBody } from './given.ts';
import type { AttributeSchema, ResourceSchema } from './types.ts';

/** Arguments that the platform takes on every resource (package facts, section 6). */
const PLATFORM_ARGUMENTS: ReadonlySet<string> = new Set([
  'region',
  'availability_zone',
  'activity_id',
  'count',
]);

/** Collects findings about one resource, with the dialect deciding how bad they are. */
export class SchemaCheck {
  readonly diagnostics: HclDiagnostic[] = [];
  readonly #dialect: Dialect;
  readonly #schema: ResourceSchema;

  constructor(schema: ResourceSchema, dialect: Dialect) {
    this.#schema = schema;
    this.#dialect = dialect;
  }

  /** `lenient` is the severity in the cloudapp dialect; Terraform proper makes it an error. */
  add(
    code: string,
    lenient: Severity,
    summary: string,
    detail: string,
    file: string,
    range: SourceRange,
  ): void {
    const severity = this.#dialect === 'terraform' ? 'error' : lenient;
    this.diagnostics.push(hclDiagnostic(code, severity, summary, detail, file, range));
  }

  run(body: GivenBody): HclDiagnostic[] {
    this.#fields(body, this.#schema.attributes, true);
    if (this.#schema.deprecated) {
      this.diagnostics.push(
        hclDiagnostic(
          'TF_RESOURCE_DEPRECATED',
          'warning',
          'Deprecated resource',
          `"${this.#schema.type}" is deprecated by its provider.`,
          body.file,
          body.headerRange,
        ),
      );
    }
    return this.diagnostics;
  }

  #fields(body: GivenBody, fields: ReadonlyMap<string, AttributeSchema>, top: boolean): void {
    for (const argument of body.arguments.values()) this.#argument(body, argument, fields, top);
    for (const blocks of body.blocks.values()) {
      const field = fields.get(blocks.name);
      if (field === undefined) {
        this.#unknownName(
          'TF_BLOCK_UNKNOWN',
          'Unsupported block type',
          'Blocks of type',
          blocks.name,
          fields,
          body.file,
          blocks.range,
        );
        continue;
      }
      if (!blocks.unknown) this.#blockCount(field, blocks.bodies.length, body.file, blocks.range);
      if (field.block) for (const inner of blocks.bodies) this.#fields(inner, field.block, false);
    }
    for (const field of fields.values()) this.#presence(body, field);
    for (const field of fields.values()) this.#together(body, field);
  }

  #argument(
    body: GivenBody,
    given: GivenArgument,
    fields: ReadonlyMap<string, AttributeSchema>,
    top: boolean,
  ): void {
    const field = fields.get(given.name);
    if (field !== undefined && this.#mustBeBlock(field)) {
      const detail = `An argument named "${given.name}" is not expected here. Did you mean to define a block of type "${given.name}"?`;
      const [code, summary] = ['TF_ARGUMENT_UNKNOWN', 'Unsupported argument'] as const;
      this.add(code, 'info', summary, detail, body.file, given.nameRange);
      return;
    }
    if (field === undefined) {
      if (top && this.#dialect === 'cloudapp' && PLATFORM_ARGUMENTS.has(given.name)) return;
      this.#unknownName(
        'TF_ARGUMENT_UNKNOWN',
        'Unsupported argument',
        'An argument named',
        given.name,
        fields,
        body.file,
        given.nameRange,
      );
      return;
    }
    if (field.presence === 'computed' && !(given.value.isKnown && given.value.isNull)) {
      this.add(
        'TF_ARGUMENT_READONLY',
        'warning',
        'Value for unconfigurable attribute',
        `Can't configure a value for "${given.name}": its value will be decided automatically based on the result of applying this configuration.`,
        body.file,
        given.nameRange,
      );
    }
    if (field.deprecated) {
      this.diagnostics.push(
        hclDiagnostic(
          'TF_ARGUMENT_DEPRECATED',
          'info',
          'Argument is deprecated',
          `The argument "${given.name}" of "${this.#schema.type}" is deprecated by its provider.`,
          body.file,
          given.nameRange,
        ),
      );
    }
    checkConstraints(this, field, given, body.file);
    if (field.nested) this.#nested(field.nested, given.value.unmarkDeep().value, given, body.file);
  }

  /**
   * Terraform takes nested blocks as blocks only, except those that the provider fills when they are left out: they are
   * attributes that may also be written as blocks. The platform's dialect takes lists of blocks either way.
   */
  #mustBeBlock({ block, single, presence, computed }: AttributeSchema): boolean {
    if (block === undefined || presence === 'computed') return false;
    return single === true || (this.#dialect === 'terraform' && !computed);
  }

  /** Names in an attribute that is written as an object: Terraform drops those that it does not know without a word. */
  #nested(
    fields: ReadonlyMap<string, AttributeSchema>,
    value: Value,
    given: GivenArgument,
    file: string,
  ): void {
    if (!value.isKnown || value.isNull) return;
    if (value.type.kind !== 'object') {
      const each = value.type.kind === 'map' ? value.entries.values() : value.elements;
      for (const one of each) this.#nested(fields, one, given, file);
      return;
    }
    // A map of objects is written as an object of them.
    const isMap = this.#schema.attributes.get(given.name)?.type.kind === 'map';
    for (const [name, inner] of value.entries) {
      const field = fields.get(name);
      if (field?.nested) this.#nested(field.nested, inner, given, file);
      else if (field === undefined && isMap && inner.type.kind === 'object')
        this.#nested(fields, inner, given, file);
      else if (field === undefined) this.#dropped(name, fields, given, file);
    }
  }

  #dropped(
    name: string,
    fields: ReadonlyMap<string, AttributeSchema>,
    given: GivenArgument,
    file: string,
  ): void {
    const near = nearest(name, fields.keys());
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
    const detail = `"${given.name}" has no attribute "${name}"; it is dropped.${hint}`;
    const summary = 'Object attribute is ignored';
    this.diagnostics.push(
      hclDiagnostic('TF_ARGUMENT_UNKNOWN', 'warning', summary, detail, file, given.valueRange),
    );
  }

  #unknownName(
    code: string,
    summary: string,
    lead: string,
    name: string,
    fields: ReadonlyMap<string, AttributeSchema>,
    file: string,
    range: SourceRange,
  ): void {
    const near = nearest(
      name,
      [...fields.values()].filter((f) => f.presence !== 'computed').map((f) => f.name),
    );
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
    const verb = lead.startsWith('Blocks') ? 'are' : 'is';
    this.add(code, 'info', summary, `${lead} "${name}" ${verb} not expected here.${hint}`, file, range);
  }

  #blockCount(field: AttributeSchema, count: number, file: string, range: SourceRange): void {
    if (field.maxItems !== undefined && count > field.maxItems) {
      this.add(
        'TF_BLOCK_COUNT',
        'warning',
        `Too many ${field.name} blocks`,
        `No more than ${field.maxItems} "${field.name}" blocks are allowed; there are ${count}.`,
        file,
        range,
      );
    }
    if (field.minItems !== undefined && count < field.minItems) {
      this.add(
        'TF_BLOCK_COUNT',
        'warning',
        `Insufficient ${field.name} blocks`,
        `At least ${field.minItems} "${field.name}" blocks are required; there are ${count}.`,
        file,
        range,
      );
    }
  }

  #presence(body: GivenBody, field: AttributeSchema): void {
    if (field.presence !== 'required' || isGiven(body, field.name)) return;
    const isBlock = field.block !== undefined;
    // The platform names resources by itself, and fills what its own form asked for.
    const lenient = /(^|_)name$/.test(field.name) ? 'info' : 'warning';
    this.add(
      'TF_ARGUMENT_MISSING',
      lenient,
      isBlock ? `Insufficient ${field.name} blocks` : 'Missing required argument',
      isBlock
        ? `At least 1 "${field.name}" block is required.`
        : `The argument "${field.name}" is required, but no definition was found.`,
      body.file,
      body.headerRange,
    );
  }

  #together(body: GivenBody, field: AttributeSchema): void {
    const here = isGiven(body, field.name);
    // Paths into other blocks are checked where they stand, plain names here.
    const plain = (names: readonly string[]): string[] =>
      names.filter((n) => !n.includes('.') && n !== field.name);
    const range =
      body.arguments.get(field.name)?.nameRange ?? body.blocks.get(field.name)?.range ?? body.headerRange;
    if (here) {
      const conflict = plain(field.conflictsWith).find((n) => isGiven(body, n));
      if (conflict !== undefined && field.name < conflict) {
        this.#conflict(`"${field.name}" conflicts with "${conflict}".`, body.file, range);
      }
      const missing = plain(field.requiredWith).find((n) => !isGiven(body, n));
      if (missing !== undefined) {
        this.#conflict(`"${field.name}" needs "${missing}" to be given too.`, body.file, range);
      }
      const rival = plain(field.exactlyOneOf).find((n) => isGiven(body, n));
      if (rival !== undefined && field.name < rival) {
        this.#conflict(`Only one of ${list(field.exactlyOneOf)} may be given.`, body.file, range);
      }
    }
    const any = field.atLeastOneOf.length > 0 ? field.atLeastOneOf : field.exactlyOneOf;
    const first = [...any].sort()[0];
    if (first === field.name && !here && plain(any).every((n) => !isGiven(body, n))) {
      this.#conflict(`One of ${list(any)} must be given.`, body.file, body.headerRange);
    }
  }

  #conflict(detail: string, file: string, range: SourceRange): void {
    this.add('TF_ARGUMENT_CONFLICT', 'warning', 'Invalid combination of arguments', detail, file, range);
  }
}

const list = (names: readonly string[]): string => names.map((n) => `"${n}"`).join(', ');

/** True when a name has a value that is not plainly null. */
function isGiven(body: GivenBody, name: string): boolean {
  const blocks = body.blocks.get(name);
  if (blocks) return blocks.unknown || blocks.bodies.length > 0;
  const value: Value | undefined = body.arguments.get(name)?.value;
  return value !== undefined && !value.isNull;
}

/** Findings about a resource's arguments against what is known of its type. */
export const checkBody = (body: GivenBody, schema: ResourceSchema, dialect: Dialect): HclDiagnostic[] =>
  new SchemaCheck(schema, dialect).run(body);
