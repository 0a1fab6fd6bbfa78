import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import platformKeyData from '../../../data/license/platform-key.json' with { type: 'json' };
import { DrydockError } from '../errors/index.ts';
import { type LocalText, text } from '../text.ts';

/** Whose key it is. Only `own` and `platform` make a licence valid; `other` keys serve to name who signed. */
export type KeyOwner = 'own' | 'platform' | 'other';

export interface KnownKey {
  readonly owner: KeyOwner;
  readonly name: LocalText;
  readonly publicKey: KeyObject;
  /** `SHA256:` and the base64 of the hash of its SPKI bytes. */
  readonly fingerprint: string;
  readonly bits: number;
}

const NAMES: Readonly<Record<KeyOwner, LocalText>> = {
  own: text("this data directory's own key", '本数据目录自己的密钥'),
  platform: text("the platform's published key", '平台公布的密钥'),
  other: text('another known key', '另一个已知密钥'),
};

/** Fingerprint of a public or private key: equal for both halves of a pair. */
export function fingerprint(key: KeyObject): string {
  const spki = (
    key.type === 'public' ? key : createPublicKey(key.export({ format: 'pem', type: 'pkcs8' }))
  ).export({
    format: 'der',
    type: 'spki',
  });
  return `SHA256:${createHash('sha256').update(spki).digest('base64').replace(/=+$/, '')}`;
}

/** A key to verify with. `pem` may be PKIX or PKCS#1 PEM. Errors: LICENSE_KEY_INVALID when it is no RSA public key. */
export function knownKey(owner: KeyOwner, key: KeyObject | string, name: LocalText = NAMES[owner]): KnownKey {
  const publicKey = typeof key === 'string' ? readPublicKey(key) : key;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  if (publicKey.type !== 'public' || publicKey.asymmetricKeyType !== 'rsa' || bits === undefined) {
    throw new DrydockError('LICENSE_KEY_INVALID', {
      detail: `${publicKey.type} ${publicKey.asymmetricKeyType ?? ''}`.trim(),
    });
  }
  return { owner, name, publicKey, fingerprint: fingerprint(publicKey), bits };
}

/** The key that Tencent Cloud published for licences; source and date stand in data/license/platform-key.json. */
export const platformKey = (): KnownKey => knownKey('platform', platformKeyData.pem);

function readPublicKey(pem: string): KeyObject {
  if (/PRIVATE KEY/.test(pem)) throw new DrydockError('LICENSE_KEY_INVALID', { detail: 'a private key' });
  try {
    return createPublicKey(pem);
  } catch (cause) {
    throw new DrydockError(
      'LICENSE_KEY_INVALID',
      { detail: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    );
  }
}
