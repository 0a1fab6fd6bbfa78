import { Ajv } from 'ajv';
import type { JsonObject } from '../../json.ts';
import { plainMap } from '../engine/json.ts';
import { GoError } from '../go/func.ts';
import { GoMap } from '../go/value.ts';
import { boundedSchema, linearRegExp } from './schema-bounds.ts';
import { schemaMessages } from './schema-messages.ts';
import type { Node } from './tree.ts';

function validateOne(values: JsonObject, schemaText: string): string {
  let schema: unknown;
  try {
    schema = JSON.parse(schemaText);
  } catch {
    return 'unable to validate schema: the schema is no JSON\n';
  }
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    validateFormats: false,
    logger: false,
    inlineRefs: false,
    code: { regExp: linearRegExp },
  });
  const validate = ajv.compile(boundedSchema(schema));
  if (validate(values)) return '';
  return schemaMessages(validate.errors ?? [])
    .map((line) => `- ${line}\n`)
    .join('');
}

function collect(chart: Node, values: GoMap): string {
  let out = '';
  const { schema } = chart.chart;
  if (schema !== undefined) {
    let found: string;
    try {
      found = validateOne(plainMap(values), schema);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      found = error.message;
    }
    if (found !== '') out += `${chart.metadata.name}:\n${found}`;
  }
  for (const sub of chart.dependencies) {
    const below = values.get(sub.metadata.name);
    out += collect(sub, below instanceof GoMap ? below : new GoMap());
  }
  return out;
}

/** Checks values against the schemas of a chart and its subcharts. Throws GoError with Helm's words. */
export function validateSchemas(chart: Node, values: GoMap): void {
  const found = collect(chart, values);
  if (found === '') return;
  throw new GoError(
    `values don't meet the specifications of the schema(s) in the following chart(s):\n${found}`,
  );
}
