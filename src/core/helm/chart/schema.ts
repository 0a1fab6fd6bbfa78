import { plain, plainMap } from '../engine/json.ts';
import { GoError } from '../go/func.ts';
import { fromJson } from '../go/json-read.ts';
import { GoMap } from '../go/value.ts';
import { compileSchema, type Schema, validate } from '../schema/index.ts';
import type { Chart } from './model.ts';
import type { Node } from './tree.ts';

/** Compiled schemas, by the chart that they belong to. */
const compiled = new WeakMap<Chart, Schema>();

function schemaOf(chart: Chart, text: string): Schema {
  const known = compiled.get(chart);
  if (known !== undefined) return known;
  const schema = compileSchema(plain(fromJson(text)));
  compiled.set(chart, schema);
  return schema;
}

/** What Helm says of a chart's values: a line for each fault, or why its schema cannot be used. */
function complaints(chart: Chart, text: string, values: GoMap): string {
  try {
    return validate(schemaOf(chart, text), plainMap(values))
      .map((line) => `- ${line}\n`)
      .join('');
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    return error.message;
  }
}

function collect(chart: Node, values: GoMap): string {
  let out = '';
  const { schema } = chart.chart;
  if (schema !== undefined) {
    const found = complaints(chart.chart, schema, values);
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
