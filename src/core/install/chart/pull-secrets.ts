import type { Workload } from '../../cluster/index.ts';
import { sameText, text } from '../../text.ts';
import type { Failure } from '../events.ts';
import type { Installation } from './installation.ts';
import { problemFailure, problemPlace } from './problems.ts';
import { hostOf, isOwnInstance } from './pull-route.ts';

/** The CloudApp registry by the names that documents and packages give it; it serves nobody who has not logged in. */
const PRIVATE = /^cloudapp(-tcr)?\.tencentcloudcr\.com$/;

const isSame = (one: string, other: string): boolean => PRIVATE.test(one) && PRIVATE.test(other);

/** Checks that a pod may pull an image: the secrets that it names exist, and one is for the registry's host. */
export function deniedPull(
  installation: Installation,
  workload: Workload,
  image: string,
): { failure: Failure; words: string } | undefined {
  const { run, cluster, sources } = installation;
  if (workload.containers.length === 0) return undefined;
  const host = hostOf(image);
  const { state, named, missing, hosts } = cluster.credentials(workload, host, isSame);
  const { object } = workload;
  for (const name of missing) {
    if (state === 'fits') break;
    const maker = sources.makerOf('Secret', workload.namespace, name, undefined);
    const hints = [`name: ${name}`, name, 'imagePullSecrets'];
    if (maker) {
      run.assume({
        code: 'ASSUMED_OBJECT',
        text: maker,
        place: problemPlace(installation, { source: object.source, hints }),
      });
      return undefined;
    }
    run.find({
      code: 'SIM_LOOSE_END',
      message: text(
        `${workload.key}: Unable to retrieve some image pull secrets (${name}); attempting to pull the image may not succeed.`,
        `${workload.key}:拉取密钥 ${name} 不存在,私有镜像可能拉取失败(Unable to retrieve some image pull secrets)。`,
      ),
      place: problemPlace(installation, { source: object.source, hints }),
    });
  }
  if (isOwnInstance(host)) ownInstance(installation, workload, host, state === 'none');
  if (!PRIVATE.test(host) || state === 'fits' || state === 'unreadable' || installation.site.spec.open)
    return undefined;
  if (state === 'none') {
    // Nodes of the platform may bring credentials of their own: nobody outside knows.
    run.find({
      code: 'SIM_LOOSE_END',
      message: text(
        `${workload.key} pulls from ${host} without a pull secret: it works only where the nodes bring credentials of their own. Create one from cloudapp_repo_server, cloudapp_repo_username and cloudapp_repo_password.`,
        `${workload.key} 未使用拉取密钥即从 ${host} 拉取:仅当节点自带凭证时可行。请用 cloudapp_repo_server、cloudapp_repo_username、cloudapp_repo_password 创建拉取密钥。`,
      ),
      place: problemPlace(installation, { source: object.source, hints: ['image:'] }),
    });
    return undefined;
  }
  const words = `Failed to pull image "${image}": failed to authorize: unauthorized (401)`;
  const secrets =
    state === 'missing'
      ? text(`${named.join(', ')} (missing)`, `${named.join('、')}(不存在)`)
      : text(`${named.join(', ')}, for ${hosts.join(', ')}`, `${named.join('、')}(用于 ${hosts.join('、')})`);
  const failure = problemFailure(
    installation,
    {
      kind: 'pull',
      severity: 'error',
      object: workload.key,
      source: object.source,
      reason: 'Failed',
      words: sameText(words),
      hints: [...named, 'imagePullSecrets', 'image:'],
      ...(state === 'missing'
        ? {
            wants: {
              on: 'object' as const,
              kind: 'Secret',
              name: missing[0] ?? '',
              field: 'imagePullSecrets',
              others: cluster.state
                .all('Secret', workload.namespace)
                .filter((each) => each.object.type === 'kubernetes.io/dockerconfigjson')
                .map((each) => each.name),
              keys: [],
            },
          }
        : {}),
      cure:
        state === 'missing'
          ? text(
              `Create the Secret ${named.join(', ')} (kubernetes.io/dockerconfigjson) from cloudapp_repo_server, cloudapp_repo_username and cloudapp_repo_password.`,
              `请用 cloudapp_repo_server、cloudapp_repo_username、cloudapp_repo_password 创建 Secret ${named.join('、')}(kubernetes.io/dockerconfigjson)。`,
            )
          : text(
              `Let a Secret of imagePullSecrets be for ${host}: auths."${host}".`,
              `请使 imagePullSecrets 中的 Secret 针对 ${host}:auths."${host}"。`,
            ),
    },
    { image, secrets },
  );
  return { failure, words };
}

/** What a customer's pull from the provider's own instance hangs on; nobody outside knows how the instance is set. */
function ownInstance(installation: Installation, workload: Workload, host: string, anonymous: boolean): void {
  const access = anonymous
    ? text(
        ' and without a pull secret, which private namespaces refuse',
        ',且未使用拉取密钥,私有命名空间会拒绝',
      )
    : text('', '');
  installation.run.find({
    code: 'SIM_LOOSE_END',
    message: text(
      `${workload.key} pulls from ${host}, an enterprise registry of its own${access.en}. Such a registry refuses the internet until its owner lets the customer's addresses in, and is reached privately only from networks that were linked to it. Push the image to the CloudApp registry.`,
      `${workload.key} 从企业版实例 ${host} 拉取镜像${access['zh-CN']}。该类实例默认拒绝公网访问,须由其所有者放通客户地址;仅已接入的私有网络可内网访问。请将镜像推送到云应用镜像仓库。`,
    ),
    place: problemPlace(installation, { source: workload.object.source, hints: ['image:'] }),
  });
}
