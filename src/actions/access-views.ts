/** What clients of the registry may do. */
export interface PolicyView {
  /** Clients must log in. */
  readonly auth: boolean;
  readonly readOnly: boolean;
  readonly push: boolean;
  readonly delete: boolean;
  /** Rules for tags that are set once: `v*`, `shop/**:v*`. */
  readonly immutable: readonly string[];
  /** Bytes of one blob that a client may push. */
  readonly maxBlob: number;
  /** Where clients are sent for tokens; absent: the address they used. */
  readonly publicUrl?: string;
}

/** An account without anything of its secret. Times are ISO. */
export interface AccountView {
  readonly name: string;
  /** `shop/**=pull,push`. */
  readonly grants: readonly string[];
  readonly createdAt: string;
  readonly secretAt: string;
}

export interface AccessView {
  readonly policy: PolicyView;
  readonly accounts: readonly AccountView[];
}

/** A secret is told once, by the answer that made it; absent when the caller brought it. */
export interface AccountSecretView {
  readonly account: AccountView;
  readonly secret?: string;
  /** The command line that logs docker in; docker asks for the secret. */
  readonly login: string;
}
