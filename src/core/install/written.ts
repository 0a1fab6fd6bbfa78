import type { PlannedResource } from '../terraform/plan/types.ts';
import type { Provenance, WrittenText } from './provenance.ts';

/** How a resource is written: what stands for an argument, and which form fields that reads. */
export interface Written {
  expression(path: string): WrittenText | undefined;
  argsBehind(path: string): readonly string[];
}

export const writtenOf = (provenance: Provenance, planned: PlannedResource): Written => ({
  expression: (path) => provenance.expression(planned, path),
  argsBehind: (path) => provenance.argsBehind(planned, path),
});
