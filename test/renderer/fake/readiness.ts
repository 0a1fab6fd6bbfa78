import type { FidelityView, ImagesView } from '../../../src/renderer/contract.ts';

const text = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const at = (line: number, file = 'software/chart/templates/web.yaml') => {
  const place = { line, column: 11, offset: 0 };
  return { file, range: { start: place, end: place } };
};

/** A package that cannot ship yet: one image is missing, one cannot be told. */
export const imagesView = (root: string): ImagesView => ({
  root,
  verdict: 'not-ready',
  platforms: [{ os: 'linux', architecture: 'amd64' }],
  explored: { answers: 4, plans: 8, sets: 8, method: 'all', renderings: 12, branches: 3 },
  images: [
    {
      image: 'cloudapp.tencentcloudcr.com/hello/web:1.0',
      host: 'cloudapp.tencentcloudcr.com',
      reach: 'always',
      status: 'present',
      platforms: [{ os: 'linux', architecture: 'amd64' }],
      wanted: [{ os: 'linux', architecture: 'amd64' }],
      objects: ['Deployment/web'],
      place: at(22),
    },
    {
      image: 'cloudapp.tencentcloudcr.com/hello/sentinel:1.0',
      host: 'cloudapp.tencentcloudcr.com',
      reach: 'answers',
      when: 'mode=ha',
      status: 'missing',
      platforms: [],
      wanted: [{ os: 'linux', architecture: 'amd64' }],
      objects: ['StatefulSet/sentinel'],
      place: at(31),
    },
  ],
  findings: [
    {
      code: 'IMAGE_MISSING',
      severity: 'error',
      image: 'cloudapp.tencentcloudcr.com/hello/sentinel:1.0',
      message: text('sentinel:1.0 is not in the registry.', '镜像仓库中没有 sentinel:1.0。'),
      place: at(31),
    },
  ],
  unbounded: [
    {
      message: text('The image of Job/migrate is made of a free answer.', '镜像由自由答案组成。'),
      place: at(9),
    },
  ],
  declared: [
    {
      message: text('user_data runs setup.sh of the machine image.', 'user_data 执行 setup.sh。'),
      place: at(40, 'infrastructure/main.tf'),
      images: ['cloudapp.tencentcloudcr.com/hello/agent:1.0'],
    },
  ],
});

export const fidelityView = (root: string | null): FidelityView => ({
  root,
  rows: [
    {
      name: 'Deployment',
      of: 'kubernetes',
      fidelity: 'full',
      knows: text('scheduling', '调度'),
      lacks: text('what programs do', '程序行为'),
    },
    {
      name: 'NetworkPolicy',
      of: 'kubernetes',
      fidelity: 'opaque',
      knows: text('existence', '存在性'),
      lacks: text('which traffic it stops', '阻断哪些流量'),
    },
  ],
});
