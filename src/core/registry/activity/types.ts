/** What a client does to the registry over HTTP. */
export type ActivityKind = 'push' | 'pull' | 'delete';
export type ActivityWhat = 'blob' | 'manifest' | 'chart' | 'tag';

/** What is known of a transfer when it begins. Text comes from clients: faces strip control characters. */
export interface ActivityAbout {
  readonly kind: ActivityKind;
  readonly what: ActivityWhat;
  readonly repository: string;
  /** Tag or digest; the id of the session while an upload has not named its digest. */
  readonly reference: string;
  /** User-Agent of the client, cut; empty when it sends none. */
  readonly client: string;
  /** Bytes that will move, where they are known. */
  readonly total?: number;
}

interface Common extends ActivityAbout {
  readonly id: number;
  /** ISO time. */
  readonly at: string;
  /** Bytes of content moved so far. */
  readonly bytes: number;
}

/**
 * One line of what goes on. `progress` comes at most four times a second per transfer, `rate` in bytes per second:
 * of the last moment in `progress`, of the whole in `finished`. A transfer that began before anybody watched is seen
 * from its next request on. When more happens than a person could read, `skipped` counts what was left out.
 */
export type ActivityEvent =
  | (Common & { readonly type: 'started' })
  | (Common & { readonly type: 'progress'; readonly rate: number })
  | (Common & {
      readonly type: 'finished';
      readonly rate: number;
      readonly ms: number;
      /** The blob was there already: linked into the repository, nothing was sent. */
      readonly mounted?: true;
    })
  | (Common & {
      readonly type: 'failed';
      readonly ms: number;
      /** HTTP status of the refusal; absent when the client left or fell silent. */
      readonly status?: number;
    })
  | {
      readonly type: 'skipped';
      readonly at: string;
      readonly pushes: number;
      readonly pulls: number;
      readonly bytes: number;
    };
