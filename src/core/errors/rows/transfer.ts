import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

/** Images to and from other registries and the Docker engine. */
export const transferErrors = defineErrors({
  TRANSFER_NAME_INVALID: {
    message: text(
      '"{reference}" does not name an image of another registry.',
      '"{reference}" 不是其他仓库中的镜像名。',
    ),
    remedy: text(
      'Write HOST/REPOSITORY:TAG or HOST/REPOSITORY@sha256:…, for example registry.example.com/team/web:1.0.',
      '请写成 主机/仓库:标签 或 主机/仓库@sha256:…,例如 registry.example.com/team/web:1.0。',
    ),
    exit: 2,
    http: 400,
  },
  TRANSFER_CA_INVALID: {
    message: text('{name} holds no usable certificate: {detail}', '{name} 中没有可用的证书:{detail}'),
    remedy: text(
      'Give a PEM file with the certificates that signed the registry’s own.',
      '请提供 PEM 文件,其中包含签发该仓库证书的 CA 证书。',
    ),
    exit: 2,
    http: 400,
  },
  TRANSFER_CREDENTIALS_INVALID: {
    message: text('The credentials cannot be used: {detail}', '凭据无法使用:{detail}'),
    remedy: text(
      'Give --user NAME and --password FILE (or - for standard input); never write a password on the command line.',
      '请使用 --user 名称 与 --password 文件(- 表示标准输入);不要在命令行中直接写密码。',
    ),
    exit: 2,
    http: 400,
  },
  TRANSFER_UNREACHABLE: {
    message: text('{host} cannot be reached: {detail}', '无法连接 {host}:{detail}'),
    remedy: text(
      'Check name, port and network. What was transferred is kept: the same command goes on where it stopped.',
      '请检查名称、端口与网络。已传输的内容会保留:再次运行同一命令即可继续。',
    ),
    exit: 3,
    http: 502,
  },
  TRANSFER_NOT_TLS: {
    message: text('{host} does not speak TLS on that port.', '{host} 在该端口上未使用 TLS。'),
    remedy: text(
      'If it is meant to be plain HTTP, say --plain-http; names, passwords and images are then readable on the way.',
      '如果确实使用明文 HTTP,请加 --plain-http;此时名称、密码与镜像在传输途中可被读取。',
    ),
    exit: 3,
    http: 502,
  },
  TRANSFER_TLS_UNTRUSTED: {
    message: text('The certificate of {host} is not trusted: {detail}', '{host} 的证书不受信任:{detail}'),
    remedy: text(
      'Give the certificate of its authority with --ca FILE. Checking cannot be switched off.',
      '请用 --ca 文件 提供其签发机构的证书。证书校验不能关闭。',
    ),
    exit: 3,
    http: 502,
  },
  TRANSFER_REDIRECT_REFUSED: {
    message: text('{host} sends us to {to}, which is refused.', '{host} 重定向到 {to},已拒绝。'),
    remedy: text(
      'A registry may send downloads to another https address, at most five times, and never from https to http.',
      '仓库只能将下载重定向到其他 https 地址,最多五次,且不得从 https 降级为 http。',
    ),
    exit: 1,
    http: 502,
  },
  TRANSFER_DENIED: {
    message: text('{host} denies access to {repository}: {detail}', '{host} 拒绝访问 {repository}:{detail}'),
    remedy: text(
      'Log in with `docker login {host}`, or give --user and --password; check that the account may use this repository.',
      '请用 `docker login {host}` 登录,或提供 --user 与 --password,并确认该账号有权使用此仓库。',
    ),
    exit: 1,
    http: 502,
  },
  TRANSFER_NOT_FOUND: {
    message: text('{host} has no {reference}.', '{host} 中没有 {reference}。'),
    remedy: text(
      'Check repository and tag. Private repositories look absent without a login.',
      '请检查仓库名与标签。未登录时,私有仓库看起来像不存在。',
    ),
    exit: 1,
    http: 404,
  },
  TRANSFER_REFUSED: {
    message: text('{host} refused {step} ({status}): {detail}', '{host} 拒绝了 {step}({status}):{detail}'),
    remedy: text(
      'The answer is the registry’s own. The same command goes on where it stopped.',
      '以上为对方仓库的答复。再次运行同一命令即可从中断处继续。',
    ),
    exit: 1,
    http: 502,
  },
  TRANSFER_CONTENT_WRONG: {
    message: text(
      '{host} answered for {digest} with something else: {detail}',
      '{host} 针对 {digest} 返回了不同的内容:{detail}',
    ),
    remedy: text(
      'Nothing of it was stored. The registry, or something between, is damaged or dishonest.',
      '未存储任何此类内容。对方仓库或中间设备已损坏或不可信。',
    ),
    exit: 1,
    http: 502,
  },
  TRANSFER_TOO_LARGE: {
    message: text('The transfer passes the limit of {limit} {what}.', '传输超出上限:{limit} {what}。'),
    remedy: text(
      'Transfer fewer tags or platforms at a time (--platform, without --all-tags).',
      '请减少一次传输的标签或平台(使用 --platform,不使用 --all-tags)。',
    ),
    exit: 1,
    http: 413,
  },
  TRANSFER_TIME_OVER: {
    message: text('The transfer took longer than {hours} hours.', '传输时间超过 {hours} 小时。'),
    remedy: text(
      'Run the same command again; it goes on where it stopped.',
      '再次运行同一命令即可从中断处继续。',
    ),
    exit: 1,
    http: 504,
  },
  DOCKER_ADDRESS_INVALID: {
    message: text('"{address}" is not an address of a Docker engine.', '"{address}" 不是 Docker 引擎地址。'),
    remedy: text(
      'Use unix:///path/docker.sock, npipe:////./pipe/docker_engine, tcp://HOST:PORT or https://HOST:PORT. For ssh, forward its socket: ssh -L /tmp/docker.sock:/var/run/docker.sock HOST.',
      '请使用 unix:///path/docker.sock、npipe:////./pipe/docker_engine、tcp://主机:端口 或 https://主机:端口。ssh 请先转发套接字:ssh -L /tmp/docker.sock:/var/run/docker.sock 主机。',
    ),
    exit: 2,
    http: 400,
  },
  DOCKER_CONTEXT_UNKNOWN: {
    message: text('There is no Docker context {context}.', '不存在 Docker 上下文 {context}。'),
    remedy: text(
      '`docker context ls` lists them; DOCKER_CONTEXT and `docker context use` choose one.',
      '`docker context ls` 可列出上下文;用 DOCKER_CONTEXT 或 `docker context use` 选择。',
    ),
    exit: 2,
    http: 400,
  },
  DOCKER_CONFIG_INVALID: {
    message: text('{file} cannot be used: {detail}', '{file} 无法使用:{detail}'),
    remedy: text(
      'It is the Docker client’s own file; mend it, or point DOCKER_CONFIG at another folder.',
      '该文件属于 Docker 客户端;请修复它,或将 DOCKER_CONFIG 指向其他目录。',
    ),
    exit: 3,
    http: 502,
  },
  DOCKER_UNREACHABLE: {
    message: text(
      'No Docker engine answers at {address}: {detail}',
      '{address} 没有 Docker 引擎响应:{detail}',
    ),
    remedy: text(
      'Start it (`systemctl start docker`, Docker Desktop), check that you may use its socket (group docker), or give --host ADDRESS.',
      '请启动引擎(`systemctl start docker` 或 Docker Desktop),确认有权访问其套接字(docker 组),或用 --host 指定地址。',
    ),
    exit: 3,
    http: 502,
  },
  DOCKER_IMAGE_UNKNOWN: {
    message: text('The Docker engine has no image {image}.', 'Docker 引擎中没有镜像 {image}。'),
    remedy: text('`drydock image docker` lists what it has.', '`drydock image docker` 可列出其中的镜像。'),
    exit: 1,
    http: 404,
  },
  DOCKER_FAILED: {
    message: text('The Docker engine failed at {step}: {detail}', 'Docker 引擎在 {step} 时失败:{detail}'),
    remedy: text(
      'The words are the engine’s own; its log says more. The registry is unchanged.',
      '以上为引擎的原话,详情见其日志。本地仓库未受影响。',
    ),
    exit: 1,
    http: 502,
  },
  IMAGE_ALIAS_INVALID: {
    message: text('The alias {alias} is not valid: {detail}', '别名 {alias} 无效:{detail}'),
    remedy: text(
      'HOST is a host name or *.suffix; PATH a repository in which {path} stands for the rest of the image’s name, for example mirror/{path}.',
      '主机为主机名或 *.后缀;路径为仓库名,其中 {path} 代表镜像名的其余部分,例如 mirror/{path}。',
    ),
    exit: 2,
    http: 400,
  },
  IMAGE_ALIAS_UNKNOWN: {
    message: text('There is no alias for {host} that can be removed.', '没有可删除的 {host} 别名。'),
    remedy: text(
      '`drydock image aliases` lists them; built-in ones stay, an alias of your own comes before them.',
      '`drydock image aliases` 可列出别名;内置别名不能删除,自定义别名优先生效。',
    ),
    exit: 1,
    http: 404,
  },
});
