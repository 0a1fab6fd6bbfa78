import { join } from 'node:path';
import { type Digest, digestAlgorithm, digestHex } from '../digest.ts';

/** Where content lies below the registry's directory (design section 4). */
export class Layout {
  readonly blobs: string;
  readonly uploads: string;
  readonly trash: string;
  readonly quarantine: string;

  constructor(dir: string) {
    this.blobs = join(dir, 'blobs');
    this.uploads = join(dir, 'uploads');
    this.trash = join(dir, 'trash');
    this.quarantine = join(dir, 'quarantine');
  }

  /** `blobs/<alg>/<2 hex>` */
  shard(digest: Digest): string {
    return join(this.blobs, digestAlgorithm(digest), digestHex(digest).slice(0, 2));
  }

  /** `blobs/<alg>/<2 hex>/<hex>` */
  blob(digest: Digest): string {
    return join(this.shard(digest), digestHex(digest));
  }

  upload(id: string): string {
    return join(this.uploads, id);
  }

  quarantined(digest: Digest): string {
    return join(this.quarantine, digest.replace(':', '-'));
  }
}
