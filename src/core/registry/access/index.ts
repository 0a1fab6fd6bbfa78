export { AccessService } from './access.ts';
export type { Account } from './accounts.ts';
export { type Grant, type GrantAction, grantText, parseGrant } from './grants.ts';
export { covers } from './pattern.ts';
export type { Policy } from './policy.ts';
export { parseScopes, type Scope } from './scope.ts';
export { TOKEN_SERVICE } from './tokens.ts';
export type { Access, AccountWithSecret, Identity, IssuedToken } from './types.ts';
