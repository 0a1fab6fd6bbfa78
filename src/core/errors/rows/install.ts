import { type LocalText, text } from '../../text.ts';
import { defineErrors, type ErrorRow } from '../row.ts';

/** A rehearsed install that fails is a checked thing that failed: status 1. */
const failed = (message: LocalText, remedy: LocalText): ErrorRow => ({ message, remedy, exit: 1, http: 422 });

export const installErrors = defineErrors({
  SIM_PACKAGE_INVALID: failed(
    text('The package cannot be installed ({where}): {detail}', '安装包无法安装({where}):{detail}'),
    text(
      'Mend {where}; `drydock lint` lists everything that it finds.',
      '请修正 {where};`drydock lint` 会列出全部问题。',
    ),
  ),
  SIM_FORM_INCOMPLETE: failed(
    text('The install form is not complete: "{field}" {detail}', '安装表单未填写完整:“{field}”{detail}'),
    text(
      'Give a valid value for "{field}" in the answers{choices}.',
      '请在答案中为“{field}”提供有效值{choices}。',
    ),
  ),
  SIM_ANSWERS_INVALID: failed(
    text('The answers do not fit the package: {detail}', '答案与安装包不符:{detail}'),
    text(
      'Correct {where}; `drydock form DIR` lists the fields.',
      '请更正 {where};`drydock form DIR` 会列出全部字段。',
    ),
  ),
  SIM_STOCK_SOLD_OUT: failed(
    text('Machine type {type} is sold out in {zone}.', '机型 {type} 在 {zone} 已售罄。'),
    text('Choose {alternatives}.', '请改选{alternatives}。'),
  ),
  SIM_MACHINE_TYPE_UNKNOWN: failed(
    text('Machine type {type} is not offered in {zone}.', '{zone} 不提供机型 {type}。'),
    text('Choose {alternatives}.', '请改选{alternatives}。'),
  ),
  SIM_ZONE_SOLD_OUT: failed(
    text('Zone {zone} has no resources left to sell.', '可用区 {zone} 的资源已售罄。'),
    text('Choose {alternatives}.', '请改选{alternatives}。'),
  ),
  SIM_ZONE_UNKNOWN: failed(
    text('There is no zone "{zone}" in {region}.', '{region} 中没有可用区“{zone}”。'),
    text(
      'Set `{argument}` to a zone of {region}, best the one of the chosen subnet.',
      '请将 `{argument}` 设为 {region} 的可用区,最好取自所选子网。',
    ),
  ),
  SIM_QUOTA_EXCEEDED: failed(
    text('The quota {quota} is used up: {used} of {limit}.', '配额 {quota} 已用尽:{used}/{limit}。'),
    text(
      'Ask for a higher quota or release one; the package needs {needed} in all.',
      '请申请提高配额或释放资源;该安装包共需要 {needed} 个。',
    ),
  ),
  SIM_ID_NOT_FOUND: failed(
    text('There is no {kind} {id} in {region}.', '{region} 中不存在{kind} {id}。'),
    text(
      'Choose one that the account has: the form offers them when `{argument}` takes its value from an arg with the widget {widget}.',
      '请选择账号中存在的{kind}:`{argument}` 的值取自使用 {widget} 组件的参数时,表单会列出可选项。',
    ),
  ),
  SIM_ID_WRONG_KIND: failed(
    text(
      '`{argument}` wants a {wanted}, and {id} is a {kind}.',
      '`{argument}` 需要{wanted},而 {id} 是{kind}。',
    ),
    text('Give `{argument}` the id of a {wanted}.', '请为 `{argument}` 提供{wanted}的 ID。'),
  ),
  SIM_WRONG_REGION: failed(
    text('{kind} {id} is in {actual}, not in {region}.', '{kind} {id} 位于 {actual},而不是 {region}。'),
    text(
      'Choose one in {region}, or set the provider’s region to {actual}.',
      '请选择 {region} 中的{kind},或将 provider 的 region 设为 {actual}。',
    ),
  ),
  SIM_SUBNET_MISMATCH: failed(
    text(
      'Subnet {subnet} is in {actual}, and {wanted} is asked for.',
      '子网 {subnet} 属于 {actual},而请求的是 {wanted}。',
    ),
    text(
      'Take network, subnet and zone from one and the same choice.',
      '请让网络、子网和可用区取自同一个选择。',
    ),
  ),
  SIM_SUBNET_FULL: failed(
    text('Subnet {subnet} has no free address.', '子网 {subnet} 没有可用 IP。'),
    text('Choose another subnet of the zone.', '请选择该可用区的其他子网。'),
  ),
  SIM_ARGUMENT_NULL: failed(
    text(
      '{type} needs `{argument}`, and it has no value at install.',
      '{type} 需要 `{argument}`,但安装时它没有值。',
    ),
    text('{cure}', '{cure}'),
  ),
  SIM_MACHINE_IMAGE_ARCH: failed(
    text(
      'Image {image} is built for {imageArch}, and {type} is an {typeArch} machine.',
      '镜像 {image} 的架构为 {imageArch},而 {type} 为 {typeArch} 机型。',
    ),
    text(
      'Choose {alternatives}, or a machine type of {imageArch}.',
      '请改选{alternatives},或 {imageArch} 架构的机型。',
    ),
  ),
  SIM_CERTIFICATE_INVALID: failed(
    text('Certificate {certificate} cannot be used: {why}.', '证书 {certificate} 不可用:{why}。'),
    text('Choose a certificate that is issued and not expired.', '请选择已签发且未过期的证书。'),
  ),
  SIM_CERTIFICATE_DOMAIN: failed(
    text(
      'Certificate {certificate} is for {covers}, not for {domain}.',
      '证书 {certificate} 适用于 {covers},不适用于 {domain}。',
    ),
    text(
      'Choose a certificate that covers {domain}, or a domain that {certificate} covers.',
      '请选择覆盖 {domain} 的证书,或证书 {certificate} 所覆盖的域名。',
    ),
  ),
  SIM_MACHINE_IMAGE_NOT_SHARED: failed(
    text(
      'Image {id} exists, but is not shared with the customer’s account.',
      '镜像 {id} 存在,但未共享给客户账号。',
    ),
    text(
      'Share it with the customer, publish it in the artifact centre, or take a public image in `{argument}`.',
      '请将其共享给客户、发布到制品中心,或在 `{argument}` 中使用公共镜像。',
    ),
  ),
  SIM_NETWORK_DOWN: failed(
    text('The cloud could not be reached while {address} was made.', '创建 {address} 时无法连接云平台。'),
    text(
      'Install again once the connection holds; what was created is kept.',
      '网络恢复后重新安装;已创建的资源会保留。',
    ),
  ),
  SIM_PERMISSION_DENIED: failed(
    text(
      'The software may not call {action}{on} (UnauthorizedOperation).',
      '软件无权调用 {action}{on}(UnauthorizedOperation)。',
    ),
    text(
      'Declare {action} in role.policy of package.yaml; `drydock permissions DIR --call {action}` shows what decides.',
      '请在 package.yaml 的 role.policy 中声明 {action};`drydock permissions DIR --call {action}` 会显示由哪条语句决定。',
    ),
  ),
  SIM_ROLE_UNBOUND: failed(
    text(
      'The software cannot call {action}: no machine that it runs on has the role.',
      '软件无法调用 {action}:其所在机器均未绑定角色。',
    ),
    text(
      'Set `cam_role_name = var.cloudapp_cam_role` on the machines (in worker_config for a cluster).',
      '请在机器上设置 `cam_role_name = var.cloudapp_cam_role`(集群写在 worker_config 中)。',
    ),
  ),
  SIM_LICENSE_INACTIVE: failed(
    text('The licence is {status}, so the software refuses to work.', '许可证状态为 {status},软件拒绝服务。'),
    text(
      'Renew or activate it, as `drydock license` does in a test.',
      '请续期或激活许可证;测试时可使用 `drydock license`。',
    ),
  ),
  SIM_CIDR_INVALID: failed(
    text('"{cidr}" is not an address range.', '“{cidr}”不是有效的网段。'),
    text('Write `{argument}` as in 10.0.0.0/16.', '请按 10.0.0.0/16 的格式填写 `{argument}`。'),
  ),
  SIM_CIDR_CONFLICT: failed(
    text('Range {cidr} {relation} {other}.', '网段 {cidr} {relation} {other}。'),
    text('Choose another range for `{argument}`.', '请为 `{argument}` 选择其他网段。'),
  ),
  SIM_VALUE_REFUSED: failed(
    text('The cloud refuses `{argument}`: {detail}.', '云平台拒绝 `{argument}`:{detail}。'),
    text('Set `{argument}` to {wanted}.', '请将 `{argument}` 设为 {wanted}。'),
  ),
  SIM_DATA_SOURCE: failed(
    text('{address} finds nothing: {detail}.', '{address} 查询失败:{detail}。'),
    text(
      'Ask for something that the account has, or add it to the world.',
      '请查询账号中存在的资源,或将其加入账号描述。',
    ),
  ),
  SIM_CLOUD_ERROR: failed(
    text('The cloud answered {address} with InternalError.', '云平台对 {address} 返回 InternalError。'),
    text('Install again; what was created is kept.', '请重新安装;已创建的资源会保留。'),
  ),
  SIM_CHART_OUTSIDE: failed(
    text('chart_src "{path}" leads out of the package.', 'chart_src “{path}” 指向安装包之外。'),
    text(
      'Keep the chart in software/chart and write "../software/chart".',
      '请将 Chart 放在 software/chart 下,并写作 "../software/chart"。',
    ),
  ),
  SIM_CHART_MISSING: failed(
    text('There is no chart in "{path}".', '“{path}”中没有 Chart。'),
    text(
      'chart_src is relative to infrastructure/ and must name a folder with a Chart.yaml.',
      'chart_src 相对于 infrastructure/,必须指向含 Chart.yaml 的目录。',
    ),
  ),
  SIM_CHART_RENDER: failed(
    text('Chart {chart} does not render: {detail}', 'Chart {chart} 渲染失败:{detail}'),
    text(
      'Mend {where}, or the value that it needs in chart_values.',
      '请修正 {where},或在 chart_values 中提供其所需的值。',
    ),
  ),
  SIM_IMAGE_INVALID: failed(
    text(
      '{object} wants the image "{image}", which is no image name.',
      '{object} 使用的镜像“{image}”不是合法的镜像名。',
    ),
    text(
      'Write it as registry/namespace/name:tag in {where}.',
      '请在 {where} 中按 仓库/命名空间/名称:标签 的格式填写。',
    ),
  ),
  SIM_IMAGE_MISSING: failed(
    text(
      '{object} cannot pull {image}: it is not in the registry.',
      '{object} 无法拉取 {image}:镜像仓库中不存在。',
    ),
    text(
      'Push it to the embedded registry without its host (`docker push ADDRESS/namespace/name:tag`, the address from `drydock status`), or `drydock image import FILE --name {image}`.',
      '请去掉主机名后推送到内置镜像仓库(`docker push 地址/命名空间/名称:标签`,地址见 `drydock status`),或 `drydock image import FILE --name {image}`。',
    ),
  ),
  SIM_IMAGE_PLATFORM: failed(
    text(
      '{object} cannot run {image}: the image is for {platforms}, the nodes are {wanted} (exec format error).',
      '{object} 无法运行 {image}:镜像平台为 {platforms},节点为 {wanted}(exec format error)。',
    ),
    text(
      'Build it with `docker build --platform {wanted}` and push it again, or choose {platforms} nodes.',
      '请使用 `docker build --platform {wanted}` 重新构建并推送,或选择 {platforms} 架构的节点。',
    ),
  ),
  SIM_NO_EGRESS: failed(
    text(
      '{object} cannot pull {image}: {network} has no way out to the internet.',
      '{object} 无法拉取 {image}:{network} 没有公网出口。',
    ),
    text(
      'Add a NAT gateway and its route to {network}{orRegion}.',
      '请为 {network} 添加 NAT 网关及路由{orRegion}。',
    ),
  ),
  SIM_HOOK_TIMEOUT: failed(
    text(
      'Hook {hook} did not end within {seconds} s, so the Helm release is reported failed.',
      '钩子 {hook} 在 {seconds} 秒内未结束,Helm 发布被判定为失败。',
    ),
    text(
      'Let every process of the job end; check for one that keeps running in {where}.',
      '请确保任务中的进程都会退出;检查 {where} 中是否有未退出的进程。',
    ),
  ),
  SIM_SERVICE_MISSING: failed(
    text('Chart {chart} has no Service "{service}".', 'Chart {chart} 中没有 Service “{service}”。'),
    text('Set service_name to {alternatives}.', '请将 service_name 设为{alternatives}。'),
  ),
  SIM_SERVICE_UNREACHABLE: failed(
    text('Service "{service}" has no internal load balancer.', 'Service “{service}” 没有内网负载均衡。'),
    text(
      'Make it type LoadBalancer with the annotation service.kubernetes.io/qcloud-loadbalancer-internal-subnetid.',
      '请将其设为 LoadBalancer 类型,并添加注解 service.kubernetes.io/qcloud-loadbalancer-internal-subnetid。',
    ),
  ),
  SIM_EVALUATION: failed(
    text('{address} cannot be evaluated: {detail}', '无法求值 {address}:{detail}'),
    text('Mend the expression in {where}.', '请修正 {where} 中的表达式。'),
  ),
  SIM_TOO_LONG: failed(
    text('The rehearsal passed {limit} events.', '演练事件数超过 {limit}。'),
    text('Lower the counts of the resources.', '请减少资源数量。'),
  ),
  SIM_FAULT_UNKNOWN: {
    message: text('There is no fault "{fault}".', '不存在故障“{fault}”。'),
    remedy: text('The faults are: {known}.', '可用的故障:{known}。'),
    exit: 2,
    http: 400,
  },
  REHEARSAL_RUNNING: {
    message: text('The rehearsal {id} is running.', '演练 {id} 正在进行。'),
    remedy: text(
      'Let it end, or cancel it with `drydock rehearsal cancel {id}`, and remove it then.',
      '请等它结束,或用 `drydock rehearsal cancel {id}` 取消它,然后再删除。',
    ),
    exit: 1,
    http: 409,
  },
  REHEARSAL_UNKNOWN: {
    message: text('There is no rehearsal "{id}".', '不存在演练“{id}”。'),
    remedy: text(
      'List the running and the stored ones with `drydock rehearsal list`.',
      '使用 `drydock rehearsal list` 查看正在运行和已保存的演练。',
    ),
    exit: 1,
    http: 404,
  },
  REHEARSALS_TOO_MANY: {
    message: text('{limit} rehearsals are running already.', '已有 {limit} 个演练正在运行。'),
    remedy: text('Wait for one to end, or cancel one.', '请等待其中一个结束,或取消一个。'),
    exit: 3,
    http: 429,
  },
});
