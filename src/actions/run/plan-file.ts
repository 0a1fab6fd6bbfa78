import { type PlanInput, planJson } from '../../core/terraform/index.ts';
import { writeDurably } from './durable-file.ts';

/** Writes a plan in the format of `terraform show -json`, dated now. Gives the file's name; none when there is no plan. */
export async function writePlan(file: string, input: PlanInput | undefined): Promise<string | undefined> {
  const { text } = input ? planJson(input, new Date()) : {};
  if (text === undefined) return undefined;
  await writeDurably(file, text);
  return file;
}
