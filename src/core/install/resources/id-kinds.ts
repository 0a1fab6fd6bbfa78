import { type LocalText, text } from '../../text.ts';
import type { ReferenceKind } from './behaviour.ts';

interface IdKind {
  readonly name: LocalText;
  /** Prefix of ids of this kind; absent where ids have none. */
  readonly prefix?: string;
  /** Widget that lets an installer choose one (facts section 3). */
  readonly widget: string;
}

/** Kinds of ids that arguments refer to. */
export const idKinds: Readonly<Record<ReferenceKind, IdKind>> = {
  vpc: { name: text('network', '私有网络'), prefix: 'vpc', widget: 'subnet-select' },
  subnet: { name: text('subnet', '子网'), prefix: 'subnet', widget: 'subnet-select' },
  'security-group': { name: text('security group', '安全组'), prefix: 'sg', widget: 'security-group-select' },
  'machine-image': { name: text('machine image', '镜像'), prefix: 'img', widget: 'image-select' },
  certificate: { name: text('certificate', '证书'), widget: 'certificate-select' },
  'key-pair': { name: text('key pair', '密钥对'), prefix: 'skey', widget: 'ssh-key-pairs-select' },
  clb: { name: text('load balancer', '负载均衡'), prefix: 'lb', widget: 'input' },
  instance: { name: text('machine', '云服务器'), prefix: 'ins', widget: 'input' },
};

/** The kind whose prefix an id has. */
export function kindOfId(id: string): ReferenceKind | undefined {
  const prefix = /^([a-z]+)-/.exec(id)?.[1];
  const found = Object.entries(idKinds).find(
    ([, kind]) => kind.prefix !== undefined && kind.prefix === prefix,
  );
  return found?.[0] as ReferenceKind | undefined;
}
