import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../../json.ts';
import { plainMap } from '../engine/json.ts';
import { GoError } from '../go/func.ts';
import { GoMap } from '../go/value.ts';
import type { Chart } from './model.ts';
import { boundedSchema, counted, linearRegExp, VisitCounter } from './schema-bounds.ts';
import { schemaMessages } from './schema-messages.ts';
import type { Node } from './tree.ts';

/** Compiled schemas, by the chart that they belong to. */
const compiled = new WeakMap<Chart, Compiled>();

interface Compiled {
  readonly validate: ValidateFunction;
  readonly visits: VisitCounter;
}

function compile(chart: Chart, schemaText: string): Compiled {
  const known = compiled.get(chart);
  if (known !== undefined) return known;
  const visits = new VisitCounter();
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    validateFormats: false,
    validateSchema: false,
    logger: false,
    inlineRefs: false,
    code: { regExp: linearRegExp },
  });
  try {
    const schema = counted(boundedSchema(JSON.parse(schemaText))) as JsonObject | boolean;
    const made = { validate: ajv.addKeyword(visits.keyword()).compile(schema), visits };
    compiled.set(chart, made);
    return made;
  } catch (error) {
    if (error instanceof GoError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new GoError(`unable to validate schema: ${why}\n`);
  }
}

function validateOne(chart: Chart, schemaText: string, values: JsonObject): string {
  const { validate, visits } = compile(chart, schemaText);
  visits.reset();
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
      found = validateOne(chart.chart, schema, plainMap(values));
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
