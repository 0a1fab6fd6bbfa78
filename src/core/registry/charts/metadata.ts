import type { Chart } from '../../helm/index.ts';
import type { Json, JsonObject } from '../../json.ts';

/** Chart.yaml as JSON the way helm writes it into the config of an OCI chart: fields without a value are left out. */
export function chartJson(chart: Chart): JsonObject {
  const { annotations, dependencies, ...rest } = chart.metadata;
  return filled({
    ...(rest as unknown as Record<string, Json>),
    ...(annotations && { annotations: Object.fromEntries(annotations) }),
    ...(dependencies && {
      dependencies: dependencies.map(({ name, version, repository, condition, tags, alias }) =>
        filled({ name, version, repository, condition, tags: [...tags], alias }),
      ),
    }),
  });
}

function filled(fields: Readonly<Record<string, Json>>): JsonObject {
  const kept = Object.entries(fields).filter(([, value]) => {
    if (value === undefined || value === null || value === '' || value === false) return false;
    return !(Array.isArray(value) && value.length === 0);
  });
  return Object.fromEntries(kept.map(([name, value]) => [name, plain(value)]));
}

/** Maintainers are objects of strings; empty ones are left out there too. */
const plain = (value: Json): Json =>
  Array.isArray(value)
    ? value.map((each) =>
        typeof each === 'object' && each !== null && !Array.isArray(each) ? filled(each as JsonObject) : each,
      )
    : value;
