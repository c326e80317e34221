import { accountOf } from '../../accounts/find.ts';
import { text } from '../../contract/shape.ts';
import type { Context } from '../../kernel/context.ts';
import { digest } from '../../kernel/digest.ts';
import { CommittedError } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { disconnect } from './connection.ts';
import { oauthError } from './errors.ts';
import { issueKeys } from './keys.ts';
import { type AuthorizationCode, authorizationCodes, type RefreshToken, refreshTokens, type Scope } from './type.ts';

/** Random characters of a refresh token after its prefix. */
const REFRESH_TOKEN_LENGTH = 32;

/** `POST /oauth/token`: exchanges a code or a refresh token for a key of the account. */
export const exchangeToken = ownOperation(
  'POST /oauth/token',
  { grant_type: text, code: text, refresh_token: text, scope: text },
  async (context, { grant_type: type, code, refresh_token: refresh, scope }) => {
    switch (type) {
      case 'authorization_code':
        return byCode(context, code);
      case 'refresh_token':
        return byRefreshToken(context, refresh, scope);
      case undefined:
        throw oauthError('invalid_request', 'No grant type specified. Send grant_type=authorization_code.');
      default:
        throw oauthError(
          'unsupported_grant_type',
          `Unsupported grant type: ${type}. Use authorization_code or refresh_token.`,
        );
    }
  },
  { isKeyless: true },
);

async function byCode(context: Context, id: string | undefined): Promise<object> {
  if (id === undefined) throw oauthError('invalid_request', 'No authorization code provided. Send code.');
  const { work } = context;
  const code = await work.get(authorizationCodes, id);
  if (!code) throw oauthError('invalid_grant', `Authorization code does not exist: ${id}`);
  const { account: accountId, scope, expiresAt, isUsed } = code.internal;
  const account = await accountOf(work, accountId);
  if (isUsed) {
    // Whoever sends a code again may have stolen it, so what it gave access to ends.
    if (account) await disconnect(context, account);
    const { status, detail } = oauthError(
      'invalid_grant',
      `Authorization code already used: ${id}. All tokens issued with this code have been revoked.`,
    );
    throw new CommittedError(status, detail);
  }
  if (work.now >= expiresAt) throw oauthError('invalid_grant', `Authorization code expired: ${id}`);
  if (!account) throw oauthError('invalid_grant', `Authorization code does not exist: ${id}`);
  work.save<AuthorizationCode>({ ...code, internal: { ...code.internal, isUsed: true } });
  const token = `rt_${work.newSecret(REFRESH_TOKEN_LENGTH)}`;
  work.insert<RefreshToken>(refreshTokens, {
    id: storedId(context, token),
    object: 'oauth.refresh_token',
    internal: { account: accountId, scope },
  });
  return tokenOf(context, accountId, scope, token);
}

async function byRefreshToken(context: Context, token: string | undefined, asked: string | undefined): Promise<object> {
  if (token === undefined) throw oauthError('invalid_request', 'No refresh token provided. Send refresh_token.');
  const found = await context.work.get(refreshTokens, storedId(context, token));
  const account = found && (await accountOf(context.work, found.internal.account));
  if (!found || !account)
    throw oauthError('invalid_grant', 'Refresh token does not exist. Send the one that came with the key.');
  return tokenOf(context, account.id, narrowed(found.internal.scope, asked), token);
}

/** The scope of a further key: at most that of the first. */
function narrowed(held: Scope, asked: string | undefined): Scope {
  if (asked === undefined || asked === held) return held;
  if (asked === 'read_only') return asked;
  throw oauthError('invalid_scope', `Invalid scope: '${asked}'. The refresh token allows ${held}.`);
}

/** Refresh tokens are stored by what they are digested to, so that reading the data reveals none. */
function storedId({ account }: Context, token: string): string {
  return `${refreshTokens.prefix}_${digest(token, account.fingerprintKey)}`;
}

async function tokenOf(context: Context, account: string, scope: Scope, refreshToken: string): Promise<object> {
  const { secret, publishable } = await issueKeys(context, account, scope);
  return {
    access_token: secret,
    livemode: false,
    refresh_token: refreshToken,
    token_type: 'bearer',
    stripe_publishable_key: publishable,
    stripe_user_id: account,
    scope,
  };
}
