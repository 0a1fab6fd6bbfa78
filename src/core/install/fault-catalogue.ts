import { type LocalText, text } from '../text.ts';
import type { FaultKind } from './input.ts';

/** What a fault does and what its target may name, for people who choose one. */
export interface FaultRow {
  readonly kind: FaultKind;
  readonly title: LocalText;
  readonly does: LocalText;
  /** What TARGET names in `KIND=TARGET`. */
  readonly target: LocalText;
  /** True when the fault means nothing without one. */
  readonly needsTarget: boolean;
}

const row = (
  kind: FaultKind,
  title: LocalText,
  does: LocalText,
  target: LocalText,
  needsTarget = false,
): FaultRow => ({ kind, title, does, target, needsTarget });

const ADDRESS = text('a resource’s address or type', '资源地址或类型');
const ID = text('an id', '资源 ID');
const IMAGE = text('an image as the chart names it', 'Chart 中写的镜像名');

/** Every fault, in the order in which an install would meet it. */
export const faultCatalogue: readonly FaultRow[] = [
  row(
    'sold-out',
    text('Machine type sold out', '机型售罄'),
    text('No machine of the type is left in its zone.', '可用区内该机型没有库存。'),
    text('a machine type, a zone, or TYPE@ZONE', '机型、可用区,或 机型@可用区'),
  ),
  row(
    'quota',
    text('Quota used up', '配额用尽'),
    text('The account holds as much as its quota allows.', '账号资源数量已达到配额上限。'),
    text(
      'a quota, a resource’s address or type; @USED says how much is used',
      '配额名、资源地址或类型;@已用量 指定已使用数量',
    ),
  ),
  row(
    'network-missing',
    text('Network missing', '私有网络不存在'),
    text('The chosen network was deleted meanwhile.', '所选私有网络已被删除。'),
    ID,
  ),
  row(
    'subnet-missing',
    text('Subnet missing', '子网不存在'),
    text('The chosen subnet was deleted meanwhile.', '所选子网已被删除。'),
    ID,
  ),
  row(
    'security-group-missing',
    text('Security group missing', '安全组不存在'),
    text('The chosen security group was deleted meanwhile.', '所选安全组已被删除。'),
    ID,
  ),
  row(
    'machine-image-missing',
    text('Machine image missing', '云服务器镜像不存在'),
    text('The image of a machine does not exist in the region.', '云服务器镜像在该地域不存在。'),
    ID,
  ),
  row(
    'image-not-shared',
    text('Machine image not shared', '云服务器镜像未共享'),
    text(
      'The image belongs to another account, which does not share it with the customer.',
      '镜像属于其他账号,且未共享给客户账号。',
    ),
    ID,
  ),
  row(
    'subnet-full',
    text('Subnet full', '子网 IP 用尽'),
    text('The subnet has no free address.', '子网没有可用 IP。'),
    ID,
  ),
  row(
    'cidr-overlap',
    text('Address range taken', '网段重叠'),
    text(
      'Another network of the account, connected to this one, has the address range.',
      '账号内与之互通的另一个网络已使用该网段。',
    ),
    text('the range that is taken: 172.16.0.0/16', '已被占用的网段:172.16.0.0/16'),
  ),
  row(
    'certificate-mismatch',
    text('Certificate of another domain', '证书与域名不匹配'),
    text('The certificate does not cover the domain of a listener rule.', '证书不覆盖转发规则的域名。'),
    text('a certificate’s id or a domain', '证书 ID 或域名'),
  ),
  row(
    'certificate-expired',
    text('Certificate expired', '证书过期'),
    text('The certificate of a listener has expired.', '监听器的证书已过期。'),
    ID,
  ),
  row(
    'argument-null',
    text('Argument without value', '参数没有值'),
    text(
      'What an argument reads has no value at install; one that is written out, or has a fallback in coalesce(), keeps it.',
      '参数引用的内容在安装时没有值;直接写明的值或带 coalesce() 兜底的不受影响。',
    ),
    text('ADDRESS.ARGUMENT', '资源地址.参数'),
    true,
  ),
  row(
    'chart-render',
    text('Chart does not render', 'Chart 渲染失败'),
    text(
      'A template requires the value requiredByFault, which the chart’s values do not have.',
      '模板要求提供 requiredByFault 值,而 Chart 的 values 中没有。',
    ),
    text('a chart’s path or the address of its resource', 'Chart 路径或其资源地址'),
  ),
  row(
    'image-missing',
    text('Image missing', '容器镜像不存在'),
    text('An image of the chart is not in the registry.', 'Chart 使用的镜像不在仓库中。'),
    IMAGE,
  ),
  row(
    'image-arch',
    text('Image of another architecture', '容器镜像架构不符'),
    text('An image is built for another architecture than the nodes have.', '镜像架构与节点不一致。'),
    IMAGE,
  ),
  row(
    'no-egress',
    text('No way out to pull', '没有公网出口'),
    text('The nodes reach no registry.', '节点无法访问任何镜像仓库。'),
    text('a network’s id, a region or an image', '私有网络 ID、地域或镜像'),
  ),
  row(
    'hook-timeout',
    text('Hook times out', '钩子超时'),
    text(
      'The job of a hook does not end in Helm’s time: never, or after so many seconds.',
      '钩子任务未在 Helm 限时内结束:永不结束,或需要指定的秒数。',
    ),
    text('a hook’s name, Job/NAME, or NAME@SECONDS', '钩子名称、Job/名称,或 名称@秒数'),
  ),
  row(
    'network-interruption',
    text('Connection interrupted', '网络中断后恢复'),
    text(
      'The connection to the cloud breaks twice and then holds: the install goes on.',
      '与云平台的连接中断两次后恢复,安装继续。',
    ),
    ADDRESS,
  ),
  row(
    'network-down',
    text('Connection lost', '网络中断'),
    text('The connection to the cloud stays broken through every retry.', '与云平台的连接中断,重试均失败。'),
    ADDRESS,
  ),
  row(
    'cloud-error',
    text('Cloud error', '云平台错误'),
    text('The cloud answers InternalError.', '云平台返回 InternalError。'),
    ADDRESS,
  ),
  row(
    'permission-missing',
    text('Permission not declared', '未声明权限'),
    text(
      'The software calls an action at its start that package.yaml does not declare.',
      '软件启动时调用了 package.yaml 未声明的接口。',
    ),
    text(
      'ACTION or ACTION@RESOURCE (default cloudapp:VerifyLicense)',
      '接口 或 接口@资源(默认 cloudapp:VerifyLicense)',
    ),
  ),
  row(
    'license-inactive',
    text('Licence not active', '许可证未生效'),
    text(
      'The software finds its licence expired, isolated or not activated yet.',
      '软件校验许可证时发现其已过期、被隔离或尚未激活。',
    ),
    text(
      'Issued, Expired, Isolated, Destroyed or Deactive (default Expired)',
      'Issued、Expired、Isolated、Destroyed 或 Deactive(默认 Expired)',
    ),
  ),
];
