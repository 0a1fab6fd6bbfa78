import type { ErrorCode } from '../errors/index.ts';
import { type LocalText, text } from '../text.ts';
import { clusterRules } from './cluster-rules.ts';
import { lifecycleRules } from './lifecycle-rules.ts';

/** The rule of the platform that a failure broke, and the fact of the world that broke it; filled like the message. */
interface Rule {
  readonly rule: LocalText;
  readonly fact?: LocalText;
}

export type SimCode = Extract<ErrorCode, `SIM_${string}`>;

/** Rules by failure. Sources: facts sections 4, 6, 8.3, 9 and the installation FAQ of the provider guide. */
export const rules: Partial<Record<SimCode, Rule>> = {
  ...clusterRules,
  ...lifecycleRules,
  SIM_FORM_INCOMPLETE: {
    rule: text('An install begins only with a complete form.', '表单填写完整后才能开始安装。'),
  },
  SIM_STOCK_SOLD_OUT: {
    rule: text(
      'A machine is created only while its type is in stock in its zone.',
      '仅当机型在所在可用区有库存时才能创建。',
    ),
    fact: text('{world}: {type} has {left} left in {zone}.', '{world}:{type} 在 {zone} 剩余 {left}。'),
  },
  SIM_MACHINE_TYPE_UNKNOWN: {
    rule: text('A machine type must be offered in its zone.', '机型必须在所在可用区提供。'),
    fact: text('{world} lists {type} {offered}.', '{world} 中 {type} {offered}。'),
  },
  SIM_ZONE_SOLD_OUT: {
    rule: text('A sold out zone sells nothing new.', '已售罄的可用区不再提供新资源。'),
    fact: text('{world}: {zone} is sold out.', '{world}:{zone} 已售罄。'),
  },
  SIM_ZONE_UNKNOWN: {
    rule: text('A resource’s zone must lie in its region.', '资源的可用区必须位于其地域内。'),
    fact: text('{world}: the zones of {region} are {zones}.', '{world}:{region} 的可用区为 {zones}。'),
  },
  SIM_QUOTA_EXCEEDED: {
    rule: text('An account may not hold more than its quota.', '账号的资源数量不能超过配额。'),
    fact: text('{world}: {quota} is {used} of {limit}.', '{world}:{quota} 已用 {used}/{limit}。'),
  },
  SIM_ID_NOT_FOUND: {
    rule: text(
      'What an id names must exist in the customer’s account.',
      'ID 所指的资源必须存在于客户账号中。',
    ),
    fact: text(
      '{world} lists all there is, and {id} is not in it.',
      '{world} 已列出全部资源,其中没有 {id}。',
    ),
  },
  SIM_ID_WRONG_KIND: {
    rule: text('The prefix of an id says what it names.', 'ID 的前缀表明其资源类型。'),
  },
  SIM_WRONG_REGION: {
    rule: text('Resources that use one another lie in one region.', '相互引用的资源必须位于同一地域。'),
    fact: text('{world}: {id} is in {actual}.', '{world}:{id} 位于 {actual}。'),
  },
  SIM_SUBNET_MISMATCH: {
    rule: text('A subnet belongs to one network and one zone.', '子网只属于一个私有网络和一个可用区。'),
    fact: text('{world}: {subnet} is in {actual}.', '{world}:{subnet} 属于 {actual}。'),
  },
  SIM_SUBNET_FULL: {
    rule: text('Each machine takes an address of its subnet.', '每台机器占用子网的一个 IP。'),
    fact: text('{world}: {subnet} has {free} free.', '{world}:{subnet} 剩余 {free} 个 IP。'),
  },
  SIM_ARGUMENT_NULL: {
    rule: text(
      'The platform refuses {type} without `{argument}`.',
      '缺少 `{argument}` 时平台拒绝创建 {type}。',
    ),
  },
  SIM_MACHINE_IMAGE_ARCH: {
    rule: text('A machine boots only images of its own architecture.', '机器只能启动与自身架构相同的镜像。'),
    fact: text(
      '{world}: {image} is {imageArch}, {type} is {typeArch}.',
      '{world}:{image} 为 {imageArch},{type} 为 {typeArch}。',
    ),
  },
  SIM_CERTIFICATE_INVALID: {
    rule: text(
      'A listener takes only an issued certificate that has not expired.',
      '监听器只接受已签发且未过期的证书。',
    ),
    fact: text('{world}: {certificate}, {why}.', '{world}:{certificate},{why}。'),
  },
  SIM_CERTIFICATE_DOMAIN: {
    rule: text(
      'The certificate of a listener must cover the domains of its rules.',
      '监听器的证书必须覆盖其规则的域名。',
    ),
    fact: text('{world}: {certificate} covers {covers}.', '{world}:{certificate} 覆盖 {covers}。'),
  },
  SIM_CIDR_INVALID: {
    rule: text('A range is four numbers and a length of 0 to 32.', '网段由四段数字和 0–32 的前缀长度组成。'),
  },
  SIM_CIDR_CONFLICT: {
    rule: text(
      'A subnet lies within its network and overlaps no other; a cluster’s range overlaps no network.',
      '子网须在私有网络网段内且互不重叠;集群网段不得与私有网络重叠。',
    ),
    fact: text('{world}: {other} is taken.', '{world}:{other} 已被占用。'),
  },
  SIM_VALUE_REFUSED: {
    rule: text('The cloud checks the values of a request.', '云平台会校验请求中的取值。'),
  },
  SIM_CLOUD_ERROR: {
    rule: text('A cloud call can fail for reasons of the cloud.', '云 API 可能因平台自身原因失败。'),
    fact: text('This fault was asked for.', '该故障由演练注入。'),
  },
  SIM_CHART_OUTSIDE: {
    rule: text('Only the package’s own files are pushed.', '只有安装包内的文件会被推送。'),
  },
  SIM_CHART_MISSING: {
    rule: text('chart_src is resolved from infrastructure/.', 'chart_src 从 infrastructure/ 开始解析。'),
  },
  SIM_CHART_RENDER: {
    rule: text(
      'Helm installs nothing when one template fails.',
      '任一模板渲染失败时,Helm 不会安装任何内容。',
    ),
  },
  SIM_IMAGE_INVALID: {
    rule: text('A node pulls only well-formed image names.', '节点只能拉取格式正确的镜像名。'),
  },
  SIM_IMAGE_MISSING: {
    rule: text('A node starts a container only once its image is pulled.', '节点拉取镜像后才能启动容器。'),
    fact: text('The embedded registry: {reason}.', '内置镜像仓库:{reason}。'),
  },
  SIM_IMAGE_PLATFORM: {
    rule: text(
      'A container’s programs must be built for the node’s architecture.',
      '容器程序必须与节点架构一致。',
    ),
    fact: text(
      'The embedded registry has {image} for {platforms}.',
      '内置镜像仓库中 {image} 的平台为 {platforms}。',
    ),
  },
  SIM_NO_EGRESS: {
    rule: text(
      'Images come through the VPC only from the CloudApp registry and only in Beijing, Shanghai, Guangzhou, Nanjing and Chengdu; else the network needs a way out.',
      '仅北京、上海、广州、南京、成都可经 VPC 从云应用镜像仓库拉取;其他情况网络需具备公网出口。',
    ),
    fact: text('{world}: {network} in {region} {route}.', '{world}:{region} 的 {network} {route}。'),
  },
  SIM_HOOK_TIMEOUT: {
    rule: text('Helm waits for a hook’s job, and then gives up.', 'Helm 会等待钩子任务,超时即放弃。'),
    fact: text('{fact}', '{fact}'),
  },
  SIM_MACHINE_IMAGE_NOT_SHARED: {
    rule: text(
      'A machine boots only images that its account owns, that are public, or that are shared with it.',
      '云服务器只能使用本账号的、公共的或已共享给本账号的镜像。',
    ),
    fact: text('{world}: {id} is not shared with the account.', '{world}:{id} 未共享给该账号。'),
  },
  SIM_NETWORK_DOWN: {
    rule: text('The engine gives up when every retry fails.', '所有重试均失败后,引擎放弃。'),
    fact: text('This fault was asked for.', '该故障由演练注入。'),
  },
  SIM_PERMISSION_DENIED: {
    rule: text(
      'The role of the instance has the permissions that package.yaml declares, and no others; an explicit deny wins.',
      '实例角色只拥有 package.yaml 中声明的权限;显式拒绝优先。',
    ),
    fact: text('{why}', '{why}'),
  },
  SIM_ROLE_UNBOUND: {
    rule: text(
      'Software gets temporary keys only on machines that the role is bound to.',
      '只有绑定了角色的机器上的软件才能获取临时密钥。',
    ),
    fact: text('{why}', '{why}'),
  },
  SIM_LICENSE_INACTIVE: {
    rule: text('Software runs only while its licence is Active.', '仅当许可证状态为 Active 时软件才可运行。'),
    fact: text('The licence of {cloudapp} is {status}.', '{cloudapp} 的许可证状态为 {status}。'),
  },
  SIM_SERVICE_MISSING: {
    rule: text(
      'cloudapp_tke_service names a Service of the chart.',
      'cloudapp_tke_service 引用 Chart 中的 Service。',
    ),
  },
  SIM_SERVICE_UNREACHABLE: {
    rule: text(
      'The API gateway reaches a chart’s Service through an internal load balancer.',
      'API 网关通过内网负载均衡访问 Chart 的 Service。',
    ),
  },
};
