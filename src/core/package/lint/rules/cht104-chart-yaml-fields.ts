import semver from 'semver';
import { LineMap } from '../../../diagnostics/index.ts';
import { text } from '../../../text.ts';
import { entryOf, readYaml, type YamlMap } from '../../yaml/index.ts';
import { chartFolders } from '../charts.ts';
import { defineRule } from '../rule.ts';

export const cht104 = defineRule(
  'CHT104',
  'error',
  text('Chart.yaml gives apiVersion, name and version', 'Chart.yaml 提供 apiVersion、name 和 version'),
  function* ({ tf, source }) {
    for (const folder of chartFolders(tf, source)) {
      const file = `${folder}/Chart.yaml`;
      const bytes = source.files.get(file);
      const yaml = bytes && readYaml(bytes);
      // Syntax is CHT105's.
      if (yaml === undefined || yaml.problems.length > 0) continue;
      const lines = new LineMap(yaml.text);
      const root = yaml.root?.kind === 'map' ? yaml.root : undefined;
      const at = (key: string) => {
        const node = root && (entryOf(root, key)?.value ?? root);
        const end =
          entryOf(root ?? EMPTY, key) === undefined ? (node?.span.start ?? 0) : (node?.span.end ?? 0);
        return { file, range: lines.range(node?.span.start ?? 0, end) };
      };
      const value = (key: string) => {
        const node = root && entryOf(root, key)?.value;
        return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
      };
      for (const key of ['apiVersion', 'name', 'version']) {
        if (value(key) === undefined) {
          yield { message: text(`Chart.yaml has no "${key}".`, `Chart.yaml 缺少 "${key}"。`), ...at(key) };
        }
      }
      const api = value('apiVersion');
      if (api !== undefined && api !== 'v1' && api !== 'v2') {
        yield {
          message: text(
            `apiVersion is v1 or v2, not "${api}".`,
            `apiVersion 应为 v1 或 v2,而不是 "${api}"。`,
          ),
          ...at('apiVersion'),
        };
      }
      const version = value('version');
      if (version !== undefined && semver.valid(version, { loose: true }) === null) {
        yield {
          message: text(
            `The version "${version}" is not a semantic version such as 1.2.3.`,
            `版本 "${version}" 不是形如 1.2.3 的语义化版本。`,
          ),
          ...at('version'),
        };
      }
    }
  },
);

const EMPTY: YamlMap = { kind: 'map', entries: [], span: { start: 0, end: 0 } };
