import type { JsonObject } from '../json.ts';
import { type LocalText, text } from '../text.ts';

/** What goes with a resource of a type when it is deleted. Sources: the types' own documentation of the provider. */
const HOLDS: readonly { readonly types: RegExp; readonly what: LocalText }[] = [
  {
    types: /^tencentcloud_(instance|instance_set|lighthouse_instance)$/,
    what: text('its system disk and what the software wrote there', '系统盘及软件写入其中的数据'),
  },
  {
    types: /^tencentcloud_cbs_(storage|storage_set)$/,
    what: text('everything on the disk', '云硬盘上的全部数据'),
  },
  { types: /^tencentcloud_cbs_snapshot$/, what: text('the snapshot', '快照') },
  {
    types:
      /^tencentcloud_(mysql|postgresql|sqlserver|mongodb|redis|mariadb|dcdb|cynosdb|tdcpg|vectordb|keewidb)_.*(instance|cluster|cluster_v2)$/,
    what: text(
      'its databases; automatic backups go with the instance',
      '其中的数据库;自动备份随实例一并删除',
    ),
  },
  {
    types: /^tencentcloud_(mysql_database|postgresql_database|sqlserver_db)$/,
    what: text('the tables in it', '其中的数据表'),
  },
  {
    types: /^tencentcloud_(elasticsearch|clickhouse|emr)_(instance|cluster|cluster_v2)$/,
    what: text('its indexes and tables', '其中的索引与数据表'),
  },
  { types: /^tencentcloud_cos_bucket$/, what: text('the objects in the bucket', '存储桶中的对象') },
  { types: /^tencentcloud_cos_bucket_object$/, what: text('the object', '该对象') },
  { types: /^tencentcloud_cfs_file_system$/, what: text('the files on it', '其中的文件') },
  {
    types: /^tencentcloud_(ckafka_instance|tdmq_instance|tdmq_rabbitmq_vip_instance|tdmq_rocketmq_cluster)$/,
    what: text('messages that nobody has read yet', '尚未消费的消息'),
  },
  { types: /^tencentcloud_cls_(logset|topic)$/, what: text('the logs in it', '其中的日志') },
  { types: /^tencentcloud_(tcr_instance|tcr_repository)$/, what: text('the images in it', '其中的镜像') },
  {
    types: /^tencentcloud_(kubernetes|eks)_cluster$/,
    what: text(
      'everything in the cluster: its objects, and volumes that its claims hold',
      '集群内的全部内容:对象以及存储声明所持有的数据卷',
    ),
  },
  { types: /^tencentcloud_kms_key$/, what: text('whatever is encrypted with it', '用它加密的全部数据') },
];

/** Secrets that become others when they are made again. */
const SECRET =
  /^(random_password|random_string|random_id|random_uuid|tls_private_key|tencentcloud_key_pair)$/;

const list = (value: unknown): readonly JsonObject[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (each): each is JsonObject => typeof each === 'object' && each !== null && !Array.isArray(each),
  );

/** What is gone for good once a resource is deleted; empty where nothing is. */
export function lossOf(type: string, attributes: JsonObject, deletes: boolean): readonly LocalText[] {
  const found: LocalText[] = HOLDS.filter(({ types }) => types.test(type)).map(({ what }) => what);
  if (type === 'tencentcloud_instance') {
    const disks = list(attributes.data_disks).filter((disk) => disk.delete_with_instance !== false);
    if (disks.length > 0)
      found.push(
        text(
          `${disks.length} data disk${disks.length === 1 ? '' : 's'} that ${disks.length === 1 ? 'goes' : 'go'} with the machine`,
          `${disks.length} 块随实例删除的数据盘`,
        ),
      );
  }
  if (!deletes && SECRET.test(type))
    found.push(
      text(
        'the secret: what was set up with the old one no longer fits',
        '密钥本身:用旧密钥配置的内容将不再匹配',
      ),
    );
  return found;
}

/** Updates in place that destroy data or stop the service all the same. Sources: the provider's documentation of the arguments. */
const UPDATES: readonly {
  readonly type: string;
  readonly argument: string;
  readonly loses?: LocalText;
  readonly stops?: LocalText;
}[] = [
  {
    type: 'tencentcloud_instance',
    argument: 'image_id',
    loses: text(
      'the system disk: the machine is installed anew from the image',
      '系统盘:实例将使用新镜像重装系统',
    ),
    stops: text('the machine is installed anew', '实例重装系统'),
  },
  ...[
    'instance_type',
    'vpc_id',
    'subnet_id',
    'private_ip',
    'hostname',
    'password',
    'key_ids',
    'key_name',
  ].map((argument) => ({
    type: 'tencentcloud_instance',
    argument,
    stops: text(`the machine is shut down to change ${argument}`, `修改 ${argument} 需要关机`),
  })),
  ...['mem_size', 'cpu', 'volume_size', 'engine_version', 'device_type'].map((argument) => ({
    type: 'tencentcloud_mysql_instance',
    argument,
    stops: text(
      `changing ${argument} ends with a switch that breaks connections`,
      `修改 ${argument} 结束时会切换,连接会中断`,
    ),
  })),
  ...['mem_size', 'redis_shard_num', 'redis_replicas_num', 'type_id'].map((argument) => ({
    type: 'tencentcloud_redis_instance',
    argument,
    stops: text(
      `changing ${argument} moves data and breaks connections`,
      `修改 ${argument} 会迁移数据并中断连接`,
    ),
  })),
  ...['memory', 'storage', 'cpu', 'db_major_version', 'db_kernel_version'].map((argument) => ({
    type: 'tencentcloud_postgresql_instance',
    argument,
    stops: text(
      `changing ${argument} ends with a switch that breaks connections`,
      `修改 ${argument} 结束时会切换,连接会中断`,
    ),
  })),
  {
    type: 'tencentcloud_kubernetes_cluster',
    argument: 'cluster_version',
    stops: text('the API server restarts with the new version', 'API Server 会以新版本重启'),
  },
];

/** What an update in place of one argument stops or destroys. */
export const updateEffect = (type: string, argument: string) =>
  UPDATES.find((each) => each.type === type && each.argument === argument);

/** Types that users or other parts of the application reach while it runs. */
const SERVES =
  /^(tencentcloud_(instance|instance_set|clb_instance|clb_listener|clb_listener_rule|clb_attachment|eip|eip_association|nat_gateway|vpn_gateway|kubernetes_cluster|eks_cluster|kubernetes_node_pool|kubernetes_native_node_pool|elasticsearch_instance|ckafka_instance|cos_bucket|cfs_file_system|vpc|subnet|route_table_entry|api_gateway_\w+|(mysql|postgresql|sqlserver|mongodb|redis|mariadb|cynosdb)_\w*(instance|cluster))|cloudapp_(helm_app|tke_service|api_handler|api))$/;

/** True where the application is not whole while a resource of the type is missing. */
export const serves = (type: string): boolean => SERVES.test(type);
