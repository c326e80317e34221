import { isCapability } from '../../accounts/capabilities/kinds.ts';
import { noSuchApplication, oauthError } from './errors.ts';
import type { Scope } from './type.ts';

/** A platform's request to an account's owner: the parameters of the authorization page's address. */
export interface AuthorizationRequest {
  /** The platform's world. */
  readonly world: string;
  readonly scope: Scope;
  /** The address that was sent, which may not be registered; null for the first that is. */
  readonly redirectUri: string | null;
  /** The choice that the page makes first: an account that exists, or a new one. */
  readonly landing: 'login' | 'register';
  /** True if the owner decides again about an account that is connected. */
  readonly isAlwaysPrompted: boolean;
  readonly state: string | null;
  readonly capabilities: readonly string[];
  /** Facts about the owner, by the names of `stripe_user[…]`. */
  readonly user: Readonly<Record<string, string>>;
}

/** The longest value that is read, in characters. */
const LONGEST_VALUE = 1_000;
const SCOPES: readonly string[] = ['read_only', 'read_write'];
const APPLICATION = /^ca_([A-Za-z0-9]{1,64})$/;

/**
 * Reads the address of the authorization page. Throws OAuth's refusals, which are shown on the spot: without a known
 * application there is no platform to return to.
 */
export function readAuthorizationRequest(query: URLSearchParams): AuthorizationRequest {
  const clientId = query.get('client_id') ?? '';
  const application = APPLICATION.exec(clientId)?.[1];
  if (application === undefined) throw noSuchApplication(clientId);
  if (query.get('response_type') !== 'code') {
    throw oauthError('unsupported_response_type', 'response_type must be code. Add response_type=code.');
  }
  const scope = query.get('scope') ?? 'read_only';
  if (!isScope(scope)) {
    throw oauthError('invalid_scope', `Invalid scope: '${scope}'. Use read_only or read_write.`);
  }
  const landing = query.get('stripe_landing') ?? (scope === 'read_only' ? 'login' : 'register');
  if (landing !== 'login' && landing !== 'register') {
    throw oauthError('invalid_request', `Invalid stripe_landing: '${landing}'. Use login or register.`);
  }
  return {
    world: `acct_${application}`,
    scope,
    redirectUri: query.get('redirect_uri') || null,
    landing,
    isAlwaysPrompted: query.get('always_prompt') === 'true',
    state: query.get('state')?.slice(0, LONGEST_VALUE) ?? null,
    capabilities: query.getAll('suggested_capabilities[]').filter(isCapability),
    user: Object.fromEntries(
      [...query].flatMap(([name, value]) => {
        const field = /^stripe_user\[(\w{1,40})\]$/.exec(name)?.[1];
        return field === undefined ? [] : [[field, value.slice(0, LONGEST_VALUE)]];
      }),
    ),
  };
}

function isScope(text: string): text is Scope {
  return SCOPES.includes(text);
}

/** The address that the owner returns to after they decided. */
export function returnAddress(
  { redirectUri, state }: { readonly redirectUri: string; readonly state: string | null },
  result: Readonly<Record<string, string>>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set('state', state);
  return url.href;
}
