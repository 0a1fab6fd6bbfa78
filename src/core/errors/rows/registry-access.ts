import { text } from '../../text.ts';
import { defineErrors } from '../row.ts';

export const registryAccessErrors = defineErrors({
  REGISTRY_UNAUTHORIZED: {
    message: text('The registry wants a login: {detail}', '访问镜像仓库需要登录:{detail}'),
    remedy: text(
      'Use `docker login` with an account of `drydock registry access`; a new secret comes from `drydock registry secret NAME`.',
      '请使用 `drydock registry access` 列出的账号执行 `docker login`;可用 `drydock registry secret NAME` 生成新密钥。',
    ),
    exit: 1,
    http: 401,
  },
  REGISTRY_DENIED: {
    message: text(
      '{account} may not {action} {repository}.',
      '账号 {account} 无权对 {repository} 执行 {action}。',
    ),
    remedy: text(
      'Widen its grants with `drydock registry grant {account}`, or use another account.',
      '请用 `drydock registry grant {account}` 扩大授权,或改用其他账号。',
    ),
    exit: 1,
    http: 403,
  },
  REGISTRY_TOO_MANY_LOGINS: {
    message: text('Too many logins at the same moment.', '同时登录的请求过多。'),
    remedy: text('Try again in a few seconds.', '请几秒后重试。'),
    exit: 1,
    http: 429,
  },
  REGISTRY_TAG_IMMUTABLE: {
    message: text(
      'Tag {repository}:{tag} is protected by the rule {rule}.',
      '标签 {repository}:{tag} 受规则 {rule} 保护。',
    ),
    remedy: text(
      'Use another tag, or change the rules with `drydock registry policy --immutable`.',
      '请使用其他标签,或用 `drydock registry policy --immutable` 修改规则。',
    ),
    exit: 1,
    http: 409,
  },
  REGISTRY_ACCOUNT_UNKNOWN: {
    message: text('There is no registry account {name}.', '不存在仓库账号 {name}。'),
    remedy: text('List them with `drydock registry access`.', '使用 `drydock registry access` 列出账号。'),
    exit: 1,
    http: 404,
  },
  REGISTRY_ACCOUNT_EXISTS: {
    message: text('There is a registry account {name} already.', '仓库账号 {name} 已存在。'),
    remedy: text(
      'Choose another name, or give this one a new secret with `drydock registry secret {name}`.',
      '请换一个名称,或用 `drydock registry secret {name}` 为其生成新密钥。',
    ),
    exit: 1,
    http: 409,
  },
  REGISTRY_ACCOUNT_INVALID: {
    message: text('"{name}" is not a name for an account.', '"{name}" 不能用作账号名称。'),
    remedy: text(
      'Use lower-case letters, digits, ".", "_" and "-", at most 64, starting with a letter or digit.',
      '请使用小写字母、数字、"."、"_" 和 "-",最多 64 个字符,以字母或数字开头。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_GRANT_INVALID: {
    message: text('"{grant}" is not a grant.', '"{grant}" 不是有效的授权。'),
    remedy: text(
      'Write PATTERN=ACTIONS, for example shop/**=pull,push; the actions are pull, push and delete.',
      '请写成 模式=操作,例如 shop/**=pull,push;操作包括 pull、push 和 delete。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_SECRET_INVALID: {
    message: text(
      'The secret has {length} characters; from {least} to {most} are taken.',
      '密钥有 {length} 个字符,允许 {least} 到 {most} 个。',
    ),
    remedy: text(
      'Give a longer one on standard input, or leave it out: one is made then.',
      '请通过标准输入提供合适长度的密钥,或省略以自动生成。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_RULE_INVALID: {
    message: text('"{rule}" is not a rule for tags.', '"{rule}" 不是有效的标签规则。'),
    remedy: text(
      'Write TAG or REPOSITORY:TAG, with * for any letters and ** for any path, for example shop/**:v*.',
      '请写成 标签 或 仓库:标签,* 代表任意字符,** 代表任意路径,例如 shop/**:v*。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_POLICY_LIMIT: {
    message: text('Too many {what}: at most {limit}.', '{what} 过多:上限为 {limit}。'),
    remedy: text(
      'Use patterns (*, **) to say the same with fewer.',
      '请使用通配模式(*、**)以更少的条目表达。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_URL_INVALID: {
    message: text('"{url}" is not an address of a registry.', '"{url}" 不是有效的仓库地址。'),
    remedy: text(
      'Write http:// or https:// with host and port and no path, for example https://registry.example:8443.',
      '请写成 http:// 或 https:// 加主机和端口,不含路径,例如 https://registry.example:8443。',
    ),
    exit: 2,
    http: 400,
  },
  REGISTRY_EXPOSED: {
    message: text(
      'The registry may be reached from other machines ({address}) only while it asks for a login.',
      '只有在要求登录时,镜像仓库才可被其他机器访问({address})。',
    ),
    remedy: text(
      'Add an account (`drydock registry add-account NAME`), run `drydock registry policy --auth on`, then listen there; or listen on 127.0.0.1.',
      '请先添加账号(`drydock registry add-account NAME`)并运行 `drydock registry policy --auth on`,再监听该地址;或监听 127.0.0.1。',
    ),
    exit: 2,
    http: 409,
  },
  REGISTRY_TOO_SLOW: {
    message: text('The request did not arrive within {seconds} seconds.', '请求未在 {seconds} 秒内到达。'),
    remedy: text('Send it again over a faster connection.', '请通过更快的连接重新发送。'),
    exit: 1,
    http: 408,
  },
  REGISTRY_BUSY: {
    message: text(
      'Too many manifests and charts are being received at once.',
      '同时接收的清单和 Chart 过多。',
    ),
    remedy: text('Send it again in {seconds} seconds.', '请在 {seconds} 秒后重新发送。'),
    exit: 1,
    http: 503,
  },
});
