import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { text } from '../text.ts';
import { at, type Report } from './finding.ts';
import { isLabel, isPortName } from './names.ts';
import { quantity } from './quantity.ts';

const objects = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/**
 * What the API server checks in a pod's specification beyond types (pkg/apis/core/validation): names, duplicates,
 * mounts of volumes that are not there, limits below requests, ports out of range.
 * @param claims names of the volume claim templates of a StatefulSet, which are volumes of its pods
 */
export function checkPod(
  spec: JsonObject,
  path: string,
  report: Report,
  claims: readonly string[] = [],
): void {
  const volumes = objects(spec.volumes);
  const volumeNames = new Set([...volumes.map((volume) => volume.name), ...claims]);
  duplicates(volumes, 'name', at(path, 'volumes'), report);
  if (Array.isArray(spec.containers) && spec.containers.length === 0) {
    report(
      'KUB105',
      'error',
      at(path, 'containers'),
      text('A pod needs a container', 'Pod 至少需要一个容器'),
    );
  }
  const names = new Set<string>();
  for (const list of ['initContainers', 'containers'] as const) {
    objects(spec[list]).forEach((container, index) => {
      const place = at(at(path, list), index);
      checkName(container, names, place, report);
      checkImage(container, place, report);
      checkPorts(container, place, report);
      checkMounts(container, volumeNames, place, report);
      checkResources(container, place, report);
    });
  }
}

function checkName(container: JsonObject, names: Set<string>, path: string, report: Report): void {
  const { name } = container;
  if (typeof name !== 'string') return;
  if (!isLabel(name)) {
    report(
      'KUB108',
      'error',
      at(path, 'name'),
      text(
        `${JSON.stringify(name)} is no container name: at most 63 lower-case letters, digits and hyphens`,
        `${JSON.stringify(name)} 不是合法的容器名:最多 63 个小写字母、数字和连字符`,
      ),
    );
  }
  if (names.has(name)) report('KUB110', 'error', at(path, 'name'), twice(name));
  names.add(name);
}

function checkImage({ image }: JsonObject, path: string, report: Report): void {
  if (image === undefined || image === null || image === '') {
    report('KUB105', 'error', at(path, 'image'), text('Required value is missing', '缺少必填项'));
  } else if (typeof image === 'string' && image !== image.trim()) {
    report(
      'KUB104',
      'error',
      at(path, 'image'),
      text('An image has no white space around it', '镜像名前后不能有空白'),
    );
  }
}

function checkPorts(container: JsonObject, path: string, report: Report): void {
  const ports = objects(container.ports);
  duplicates(ports, 'name', at(path, 'ports'), report);
  ports.forEach((port, index) => {
    const place = at(at(path, 'ports'), index);
    checkPortNumber(port.containerPort, at(place, 'containerPort'), report);
    if (typeof port.name === 'string' && !isPortName(port.name)) {
      report('KUB108', 'error', at(place, 'name'), badPortName(port.name));
    }
  });
}

/** A port is 1 to 65535. */
export function checkPortNumber(port: Json | undefined, path: string, report: Report): void {
  if (typeof port !== 'number' || (port >= 1 && port <= 65_535)) return;
  report(
    'KUB104',
    'error',
    path,
    text(`A port is 1 to 65535, found ${port}`, `端口范围为 1-65535,实际为 ${port}`),
  );
}

/** Words for a port's bad name. */
export const badPortName = (name: string) =>
  text(
    `${JSON.stringify(name)} is no port name: at most 15 lower-case letters, digits and hyphens, a letter among them`,
    `${JSON.stringify(name)} 不是合法的端口名:最多 15 个小写字母、数字和连字符,且至少含一个字母`,
  );

function checkMounts(
  container: JsonObject,
  volumes: ReadonlySet<unknown>,
  path: string,
  report: Report,
): void {
  const paths = new Set<Json>();
  objects(container.volumeMounts).forEach((mount, index) => {
    const place = at(at(path, 'volumeMounts'), index);
    if (typeof mount.name === 'string' && !volumes.has(mount.name)) {
      report(
        'KUB109',
        'error',
        at(place, 'name'),
        text(
          `The pod has no volume ${JSON.stringify(mount.name)}`,
          `Pod 中没有名为 ${JSON.stringify(mount.name)} 的卷`,
        ),
      );
    }
    if (typeof mount.mountPath !== 'string') return;
    if (paths.has(mount.mountPath)) report('KUB110', 'error', at(place, 'mountPath'), twice(mount.mountPath));
    paths.add(mount.mountPath);
  });
}

function checkResources({ resources }: JsonObject, path: string, report: Report): void {
  if (!isJsonObject(resources)) return;
  const { limits, requests } = resources;
  if (!isJsonObject(limits) || !isJsonObject(requests)) return;
  for (const [name, asked] of Object.entries(requests)) {
    const request = quantity(asked);
    const limit = quantity(limits[name]);
    if (request === undefined || limit === undefined || request <= limit) continue;
    report(
      'KUB111',
      'error',
      `${path}.resources.requests${at('', name).startsWith('[') ? at('', name) : `.${name}`}`,
      text(
        `Request ${asked} is above the limit ${limits[name]}`,
        `请求值 ${asked} 大于限制值 ${limits[name]}`,
      ),
    );
  }
}

/** Reports names that stand twice in a list. */
export function duplicates(items: readonly JsonObject[], key: string, path: string, report: Report): void {
  const seen = new Set<Json>();
  items.forEach((item, index) => {
    const name = item[key];
    if (typeof name !== 'string' || name === '') return;
    if (seen.has(name)) report('KUB110', 'error', at(at(path, index), key), twice(name));
    seen.add(name);
  });
}

const twice = (name: string) =>
  text(`${JSON.stringify(name)} stands here twice`, `${JSON.stringify(name)} 重复出现`);
