import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type Token, type TokenInternal, type TokenOfV2, tokens } from '../../payment-methods/tokens/type.ts';
import { isoMoment } from '../../shared/calendar.ts';
import type { DataOfV2 } from '../type.ts';
import { valueAt } from './translate.ts';

/** Tokens of API v2 are stored with those of v1, whose parameters they hold. They can be used for ten minutes. */
const LIFE_SECONDS = 600;

/** The kinds of tokens, by the object that API v2 shows. */
const KINDS = {
  'v2.core.account_token': { type: 'account', prefix: 'accttok' },
  'v2.core.account_person_token': { type: 'person', prefix: 'perstok' },
} as const;
type Kind = keyof typeof KINDS;

/** Creates a token, and returns it as API v2 shows it. */
export function createTokenOfV2<K extends Kind>(
  { work, caller }: Context,
  kind: K,
  content: TokenInternal,
  own: Omit<TokenOfV2, 'expiresAt'>,
): TokenView<K> {
  const { prefix, type } = KINDS[kind];
  const token = work.insert(tokens, {
    id: work.newId(prefix),
    object: 'token',
    client_ip: caller.ip,
    created: work.worldNow,
    livemode: false,
    type,
    used: false,
    internal: { ...content, v2: { ...own, expiresAt: work.worldNow + LIFE_SECONDS } },
  });
  return tokenOfV2(token, kind);
}

/** A token as API v2 shows it. */
interface TokenView<K extends Kind> {
  readonly id: string;
  readonly object: K;
  readonly created: string;
  readonly expires_at: string;
  readonly livemode: boolean;
  readonly used: boolean;
}

/** Shows a stored token. */
export function tokenOfV2<K extends Kind>({ id, created, used, internal }: Token, kind: K): TokenView<K> {
  const expiresAt = internal.v2?.expiresAt ?? created;
  return { id, object: kind, created: isoMoment(created), expires_at: isoMoment(expiresAt), livemode: false, used };
}

/** The token of API v2 with an id; `account` is the one that a person's token has to be for. Throws for any other. */
export async function requireTokenOfV2({ work }: Context, kind: Kind, id: string, account?: string): Promise<Token> {
  const found = await work.get(tokens, id);
  const { v2 } = found?.internal ?? {};
  if (found && v2 && found.type === KINDS[kind].type && v2.account === account) return found;
  throw resourceMissing(tokens.noun, id, 'id');
}

/** The data that only v2 has, with what an account's token holds of it. `id` is undefined without a token. */
export async function withTokenData(work: UnitOfWork, id: string | undefined, data: DataOfV2): Promise<DataOfV2> {
  const { v2 } = (id === undefined ? undefined : await work.get(tokens, id))?.internal ?? {};
  if (!v2) return data;
  const both = (part: 'business' | 'individual') => [...new Set([...data.numberTypes[part], ...v2.numberTypes[part]])];
  return {
    ...data,
    contactPhone: data.contactPhone ?? v2.contactPhone ?? null,
    displayName: data.displayName ?? v2.displayName ?? null,
    numberTypes: { business: both('business'), individual: both('individual') },
  };
}

/** The types of the numbers in a list of API v2. */
export function numberTypesAt(sent: object, path: string): readonly string[] {
  const list = valueAt(sent, path);
  return Array.isArray(list)
    ? list.map(({ type }: Stripe.V2.Core.AccountTokenCreateParams.Identity.Individual.IdNumber) => type)
    : [];
}
