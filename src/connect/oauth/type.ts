import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** The access of a platform to an account that authorized it. */
export type Scope = 'read_only' | 'read_write';

/** An account's permission for its platform, which the platform exchanges for a key once. */
export interface AuthorizationCode extends Entity {
  readonly object: 'oauth.authorization_code';
  readonly internal: {
    readonly account: string;
    readonly scope: Scope;
    /** Seconds since epoch. */
    readonly expiresAt: number;
    readonly isUsed: boolean;
  };
}

export const authorizationCodes: ResourceType<AuthorizationCode> = {
  object: 'oauth.authorization_code',
  prefix: 'ac',
  noun: 'authorization code',
  idParam: 'code',
  listed: false,
};

/** A token for further keys of an account. It is stored by its hash. */
export interface RefreshToken extends Entity {
  readonly object: 'oauth.refresh_token';
  readonly internal: { readonly account: string; readonly scope: Scope };
}

export const refreshTokens: ResourceType<RefreshToken> = {
  object: 'oauth.refresh_token',
  prefix: 'rthash',
  noun: 'refresh token',
  idParam: 'refresh_token',
  listed: false,
};
