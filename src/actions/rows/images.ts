import { z } from 'zod';
import { text } from '../../core/text.ts';
import { defineAction } from '../action.ts';
import { contentSchema, field } from '../fields.ts';
import type { DockerLoadView, TransferView } from '../image-views.ts';
import type { ExportView, ImportView, ProgressEvent } from '../views.ts';

const reference = field(z.string().min(1).max(600), {
  help: text('repository:tag or repository@sha256:…', 'repository:tag 或 repository@sha256:…'),
  placeholder: 'REFERENCE',
});

const importInput = {
  file: field(z.string().min(1).max(4096), {
    help: text('OCI layout (folder or archive) or docker archive', 'OCI 布局(目录或归档)或 docker 归档'),
    kind: 'path',
    placeholder: 'FILE',
  }),
  name: field(z.string().max(600).optional(), {
    help: text(
      'Name to store it under, repository:tag (default: the name in the file)',
      '存入的名称 repository:tag(默认使用文件中的名称)',
    ),
    placeholder: 'NAME',
  }),
};

export const imageImport = defineAction<
  'image.import',
  z.ZodObject<typeof importInput>,
  ImportView,
  ProgressEvent
>({
  id: 'image.import',
  title: text('Import image', '导入镜像'),
  help: text(
    'Brings an image file into the embedded registry, all platforms kept.',
    '将镜像文件导入内置仓库,保留所有平台。',
  ),
  input: z.object(importInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['image', 'import'],
    positional: ['file'],
    examples: [
      {
        line: 'drydock image import web.tar --name shop/web:1.0',
        does: text('from `docker save`', '来自 `docker save`'),
      },
    ],
  },
  face: { screen: 'registry', key: 'm' },
  load: async () => (await import('../run/images.ts')).bring,
});

const exportInput = {
  reference,
  file: field(z.string().min(1).max(4096), {
    help: text('Archive (.tar) or folder to write', '要写入的归档文件(.tar)或目录'),
    kind: 'path',
    placeholder: 'FILE',
  }),
  format: field(z.enum(['oci', 'docker', 'folder']).default('oci'), {
    help: text(
      'oci: an OCI layout with all platforms; folder: the same as a folder; docker: one platform for `docker load`',
      'oci:包含所有平台的 OCI 布局归档;folder:同样内容的目录;docker:供 `docker load` 使用的单一平台',
    ),
  }),
  platform: field(z.string().max(100).optional(), {
    help: text('Platform of a docker archive, os/architecture', 'docker 归档的平台,os/architecture'),
    placeholder: 'PLATFORM',
  }),
};

export const imageExport = defineAction<
  'image.export',
  z.ZodObject<typeof exportInput>,
  ExportView,
  ProgressEvent
>({
  id: 'image.export',
  title: text('Export image', '导出镜像'),
  help: text(
    'Writes an image into a file: an OCI layout, or what `docker load` takes. One that was stopped goes on after the last layer that was whole.',
    '将镜像写入文件:OCI 布局或 `docker load` 可用的格式。中断后再次运行会从最后一个完整的层之后继续。',
  ),
  input: z.object(exportInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['image', 'export'],
    positional: ['reference', 'file'],
    examples: [
      {
        line: 'drydock image export shop/web:1.0 web.tar --format docker',
        does: text('for `docker load`', '供 `docker load` 使用'),
      },
    ],
  },
  face: { screen: 'registry', subject: { kind: 'tag', field: 'reference' }, key: 'x' },
  load: async () => (await import('../run/images.ts')).exportTo,
});

const remoteFields = {
  allTags: field(z.boolean().default(false), {
    help: text('Every tag of the repository', '仓库的所有标签'),
  }),
  platform: field(z.array(z.string().max(100)).max(20).default([]), {
    help: text(
      'Only these platforms, os/architecture[/variant] (default: all)',
      '仅这些平台,os/architecture[/variant](默认全部)',
    ),
    placeholder: 'PLATFORM',
  }),
  referrers: field(z.boolean().default(false), {
    help: text(
      'Also what refers to the images: signatures, attestations, bills of materials',
      '同时复制引用这些镜像的内容:签名、证明与物料清单',
    ),
  }),
  user: field(z.string().min(1).max(255).optional(), {
    help: text(
      'Name to log in with (default: what `docker login` stored)',
      '登录名(默认使用 `docker login` 保存的凭据)',
    ),
    placeholder: 'NAME',
  }),
  password: field(contentSchema.optional(), {
    help: text(
      'Password or token: a file, or - for standard input; never the command line',
      '密码或令牌:文件,或用 - 表示标准输入;不要写在命令行中',
    ),
    kind: 'content',
    secret: true,
    placeholder: 'FILE|-',
  }),
  anonymous: field(z.boolean().default(false), {
    help: text('Without any login', '不使用任何凭据'),
  }),
  ca: field(contentSchema.optional(), {
    help: text('Certificates (PEM) that are trusted besides the system’s', '除系统证书外额外信任的证书(PEM)'),
    kind: 'content',
    placeholder: 'FILE',
  }),
  plainHttp: field(z.boolean().default(false), {
    help: text(
      'Speak plain http to another machine; anyone on the way can read it',
      '与其他机器使用明文 http;传输途中可被他人读取',
    ),
  }),
};

const pullInput = {
  source: field(z.string().min(1).max(600), {
    help: text('Image of another registry, HOST/REPOSITORY:TAG', '其他仓库的镜像,主机/仓库:标签'),
    placeholder: 'IMAGE',
  }),
  name: field(z.string().max(600).optional(), {
    help: text(
      'Name to store it under, repository[:tag] (default: its own, the host as first part)',
      '存入的名称 repository[:tag](默认使用原名称,主机作为第一段)',
    ),
    placeholder: 'NAME',
  }),
  ...remoteFields,
};

export const imagePull = defineAction<
  'image.pull',
  z.ZodObject<typeof pullInput>,
  TransferView,
  ProgressEvent
>({
  id: 'image.pull',
  title: text('Copy from a registry', '从其他仓库复制'),
  help: text(
    'Copies an image of another registry into the embedded one, all platforms kept. What is here is not transferred; what was stopped goes on where it was.',
    '将其他仓库的镜像复制到内置仓库,保留所有平台。已有内容不再传输,中断后从断点继续。',
  ),
  input: z.object(pullInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['image', 'pull'],
    positional: ['source'],
    examples: [
      {
        line: 'drydock image pull registry.example.com/team/web:1.0 --name shop/web:1.0',
        does: text('one tag, all platforms', '单个标签,所有平台'),
      },
      {
        line: 'drydock image pull registry.example.com/team/web --all-tags --referrers',
        does: text('a whole repository with its signatures', '整个仓库及其签名'),
      },
    ],
  },
  face: { screen: 'registry', key: 'p' },
  load: async () => (await import('../run/image-transfers.ts')).pull,
});

const pushInput = {
  reference: field(z.string().min(1).max(600), {
    help: text(
      'repository:tag or repository@sha256:… (repository with --all-tags)',
      'repository:tag 或 repository@sha256:…(使用 --all-tags 时为 repository)',
    ),
    placeholder: 'REFERENCE',
  }),
  target: field(z.string().min(1).max(600), {
    help: text('Name at the other registry, HOST/REPOSITORY[:TAG]', '目标名称,主机/仓库[:标签]'),
    placeholder: 'TARGET',
  }),
  ...remoteFields,
};

export const imagePush = defineAction<
  'image.push',
  z.ZodObject<typeof pushInput>,
  TransferView,
  ProgressEvent
>({
  id: 'image.push',
  title: text('Copy to a registry', '复制到其他仓库'),
  help: text(
    'Copies an image of the embedded registry to another one. What is there is not sent; what was stopped goes on where it was.',
    '将内置仓库的镜像复制到其他仓库。已有内容不再发送,中断后从断点继续。',
  ),
  input: z.object(pushInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['image', 'push'],
    positional: ['reference', 'target'],
    examples: [
      {
        line: 'drydock image push shop/web:1.0 registry.example.com/team/web:1.0 --user ci --password -',
        does: text('with a login from standard input', '从标准输入读取密码'),
      },
    ],
  },
  face: { screen: 'registry', subject: { kind: 'tag', field: 'reference' }, key: 'e' },
  load: async () => (await import('../run/image-transfers.ts')).push,
});

const host = field(z.string().min(1).max(1000).optional(), {
  help: text(
    'Address of the Docker engine (default: DOCKER_HOST, the context, the usual socket)',
    'Docker 引擎地址(默认 DOCKER_HOST、上下文或常用套接字)',
  ),
  placeholder: 'ADDRESS',
});

export const imageDockerLs = defineAction({
  id: 'image.docker.ls',
  title: text('Images of Docker', 'Docker 中的镜像'),
  help: text('Lists the images of the Docker engine.', '列出 Docker 引擎中的镜像。'),
  input: z.object({ host }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['image', 'docker'],
    examples: [{ line: 'drydock image docker', does: text('all images', '所有镜像') }],
  },
  face: { screen: 'registry', key: 'o' },
  load: async () => (await import('../run/image-docker.ts')).list,
});

const fromDockerInput = {
  image: field(z.string().min(1).max(600), {
    help: text('Image of the Docker engine, by name or id', 'Docker 引擎中的镜像名称或 ID'),
    placeholder: 'IMAGE',
  }),
  name: field(z.string().max(600).optional(), {
    help: text(
      'Name to store it under, repository:tag (default: the same)',
      '存入的名称 repository:tag(默认与原名称相同)',
    ),
    placeholder: 'NAME',
  }),
  host,
};

export const imageDockerImport = defineAction<
  'image.docker.import',
  z.ZodObject<typeof fromDockerInput>,
  ImportView,
  ProgressEvent
>({
  id: 'image.docker.import',
  title: text('Take from Docker', '从 Docker 获取'),
  help: text(
    'Brings an image of the Docker engine into the embedded registry, without a file between.',
    '将 Docker 引擎中的镜像导入内置仓库,无需中间文件。',
  ),
  input: z.object(fromDockerInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['image', 'from-docker'],
    positional: ['image'],
    examples: [
      {
        line: 'drydock image from-docker shop/web:1.0',
        does: text('what `docker build` made', '来自 `docker build` 的镜像'),
      },
    ],
  },
  face: { screen: 'registry', key: 'I' },
  load: async () => (await import('../run/image-docker.ts')).take,
});

const toDockerInput = {
  reference,
  name: field(z.string().max(600).optional(), {
    help: text(
      'Name in the Docker engine, repository:tag (default: the same)',
      '在 Docker 引擎中的名称 repository:tag(默认相同)',
    ),
    placeholder: 'NAME',
  }),
  platform: field(z.string().max(100).optional(), {
    help: text(
      'Platform, os/architecture[/variant] (default: the engine’s own)',
      '平台 os/architecture[/variant](默认与引擎相同)',
    ),
    placeholder: 'PLATFORM',
  }),
  host,
};

export const imageDockerLoad = defineAction<
  'image.docker.load',
  z.ZodObject<typeof toDockerInput>,
  DockerLoadView,
  ProgressEvent
>({
  id: 'image.docker.load',
  title: text('Load into Docker', '加载到 Docker'),
  help: text(
    'Loads an image of the embedded registry into the Docker engine, one platform of it.',
    '将内置仓库的镜像(单一平台)加载到 Docker 引擎。',
  ),
  input: z.object(toDockerInput),
  needs: 'engine',
  streams: true,
  cli: {
    words: ['image', 'to-docker'],
    positional: ['reference'],
    examples: [
      {
        line: 'drydock image to-docker shop/web:1.0 --platform linux/arm64',
        does: text('one platform', '指定平台'),
      },
    ],
  },
  face: { screen: 'registry', subject: { kind: 'tag', field: 'reference' }, key: 'L' },
  load: async () => (await import('../run/image-docker.ts')).load,
});

export const imageResolve = defineAction({
  id: 'image.resolve',
  title: text('Find local copy', '查找本地副本'),
  help: text(
    'Says which local image a chart’s or a package’s image name leads to, and what was tried.',
    '说明 Chart 或安装包中的镜像名对应哪个本地镜像,以及尝试过的名称。',
  ),
  input: z.object({
    image: field(z.string().min(1).max(1024), {
      help: text('Image name, as a chart has it', '镜像名(与 Chart 中相同)'),
      placeholder: 'IMAGE',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['image', 'resolve'],
    positional: ['image'],
    examples: [
      {
        line: 'drydock image resolve ccr.ccs.tencentyun.com/team/web:1.0',
        does: text('where a cloud name leads', '云端镜像名指向何处'),
      },
    ],
  },
  face: { screen: 'registry', key: 'W' },
  load: async () => (await import('../run/image-aliases.ts')).resolve,
});

export const imageAliasLs = defineAction({
  id: 'image.alias.ls',
  title: text('Host aliases', '主机别名'),
  help: text(
    'Lists the hosts whose images have local copies, and where those are looked for.',
    '列出镜像有本地副本的主机,以及查找的位置。',
  ),
  input: z.object({}),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['image', 'aliases'],
    examples: [
      { line: 'drydock image aliases', does: text('your own and built-in ones', '自定义与内置别名') },
    ],
  },
  face: { screen: 'registry', key: 'H' },
  load: async () => (await import('../run/image-aliases.ts')).list,
});

const aliasHost = field(z.string().min(1).max(255), {
  help: text('Host of image names, or *.suffix', '镜像名中的主机,或 *.后缀'),
  placeholder: 'HOST',
});

export const imageAliasAdd = defineAction({
  id: 'image.alias.add',
  title: text('Add host alias', '添加主机别名'),
  help: text(
    'Says where the copies of a host’s images are. {path} is the image’s path, {rest} that without its first part, {label} what * stands for.',
    '指定某主机镜像的本地副本位置。{path} 为镜像路径,{rest} 为去掉第一段的路径,{label} 为 * 所代表的部分。',
  ),
  input: z.object({
    host: aliasHost,
    path: field(z.array(z.string().min(1).max(255)).min(1).max(10), {
      help: text('Local repository, best first', '本地仓库,优先者在前'),
      placeholder: 'PATH',
    }),
  }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['image', 'add-alias'],
    positional: ['host'],
    examples: [
      {
        line: "drydock image add-alias harbor.example.com --path 'mirror/{path}' --path '{rest}'",
        does: text('two places, the first wins', '两个位置,先者优先'),
      },
    ],
  },
  face: { screen: 'registry', key: 'M' },
  load: async () => (await import('../run/image-aliases.ts')).add,
});

export const imageAliasRm = defineAction({
  id: 'image.alias.rm',
  title: text('Remove host alias', '删除主机别名'),
  help: text('Removes an alias of your own; the built-in ones stay.', '删除自定义别名;内置别名保留。'),
  input: z.object({ host: aliasHost }),
  needs: 'engine',
  streams: false,
  cli: {
    words: ['image', 'rm-alias'],
    positional: ['host'],
    examples: [{ line: 'drydock image rm-alias harbor.example.com', does: text('forget it', '删除该别名') }],
  },
  face: { screen: 'registry', key: 'U' },
  load: async () => (await import('../run/image-aliases.ts')).remove,
});
