import { isOwnInstance } from '../install/index.ts';
import type { Platform } from '../registry/types.ts';
import { text } from '../text.ts';
import { imageParts, isPrivateHost } from './references.ts';
import type { ClosureFinding, ClosureImage } from './types.ts';

/** What packages write for their id before they have one. */
const PLACEHOLDER = '${packageId}';

const named = ({ os, architecture }: Platform): string => `${os}/${architecture}`;

/** What is wrong with an image of the closure. `route`: how the nodes of the package reach its registry. */
export function findingsOf(
  each: ClosureImage,
  route: (image: string) => 'vpc' | 'egress' | 'none',
): readonly ClosureFinding[] {
  const { image, place, host, reach } = each;
  const found: ClosureFinding[] = [];
  const say = (
    code: ClosureFinding['code'],
    severity: ClosureFinding['severity'],
    message: ClosureFinding['message'],
  ): void => {
    found.push({ code, severity, image, message, place });
  };
  if (reach === 'program') {
    say(
      'IMAGE_BY_PROGRAM',
      each.status === 'present' ? 'info' : 'warning',
      text(
        `${image} stands in a variable or a custom resource: a program may pull it, which nobody here can see.`,
        `${image} 出现在环境变量或自定义资源中,程序可能会拉取它,此处无法得知。`,
      ),
    );
    return found;
  }
  if (image.includes(PLACEHOLDER)) {
    say(
      'IMAGE_PLACEHOLDER',
      'error',
      text(
        `${image} holds ${PLACEHOLDER}, and package.yaml has no id yet: write the package's id there.`,
        `${image} 含有 ${PLACEHOLDER},而 package.yaml 尚无 id:请填写安装包 id。`,
      ),
    );
    return found;
  }
  if (each.status === 'invalid') {
    say('IMAGE_INVALID', 'error', text(`"${image}" is no image name.`, `“${image}”不是有效的镜像名。`));
    return found;
  }
  if (isPrivateHost(host)) {
    say(
      'IMAGE_HOST_UNREACHABLE',
      'error',
      text(
        `No customer's nodes reach ${host}: name the CloudApp registry.`,
        `客户的节点无法访问 ${host}:请使用云应用镜像仓库。`,
      ),
    );
  } else {
    const way = route(image);
    if (way === 'none')
      say(
        'IMAGE_HOST_UNREACHABLE',
        'error',
        text(
          `What the first answers create has no way out to ${host}.`,
          `按首个答案创建的机器没有访问 ${host} 的公网出口。`,
        ),
      );
    else if (way === 'egress' && isOwnInstance(host))
      say(
        'IMAGE_NEEDS_EGRESS',
        'warning',
        text(
          `${host} is an enterprise registry of its own: it refuses the internet until its owner lets the customer's addresses in. The CloudApp registry serves every customer.`,
          `${host} 是独立的企业版实例:默认拒绝公网访问,须由其所有者放通客户地址。云应用镜像仓库面向所有客户。`,
        ),
      );
    else if (way === 'egress')
      say(
        'IMAGE_NEEDS_EGRESS',
        'info',
        text(
          `${image} is pulled over the internet: a customer's network without a NAT gateway cannot.`,
          `${image} 经公网拉取:没有 NAT 网关的客户网络无法拉取。`,
        ),
      );
  }
  if (each.status === 'missing')
    say('IMAGE_MISSING', 'error', text(`${image} is not in the registry.`, `镜像仓库中没有 ${image}。`));
  const lacking = each.wanted.filter(
    (wanted) =>
      each.platforms.length > 0 &&
      !each.platforms.some((one) => one.os === wanted.os && one.architecture === wanted.architecture),
  );
  if (lacking.length > 0)
    say(
      'IMAGE_PLATFORM',
      'error',
      text(
        `${image} is for ${each.platforms.map(named).join(', ')}; it can be pulled by machines of ${lacking.map(named).join(', ')}.`,
        `${image} 的平台为 ${each.platforms.map(named).join('、')},拉取它的机器可能是 ${lacking.map(named).join('、')}。`,
      ),
    );
  const { tag, digest } = imageParts(image);
  if (digest === undefined && (tag === undefined || tag === 'latest'))
    say(
      'IMAGE_LATEST',
      'warning',
      text(
        `${image} is whatever "latest" is on the day of the install: name a version, best with its digest.`,
        `${image} 使用 latest,安装时的内容不确定:请指定版本,最好附带摘要。`,
      ),
    );
  else if (digest === undefined)
    say(
      'IMAGE_TAG_MUTABLE',
      'info',
      text(
        `The tag of ${image} can be moved; @sha256:… cannot.`,
        `${image} 的标签可能被移动;使用 @sha256:… 则不会。`,
      ),
    );
  return found;
}
