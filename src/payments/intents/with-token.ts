import type { Context } from '../../kernel/context.ts';
import { spendConfirmationToken, type TokenValues } from '../../payment-methods/confirmation-tokens/spend.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import type { Intent } from './intent.ts';

/** What a call is confirmed with: its own payment method and words, and where it brings a token those of the token. */
export interface Confirmation<Params> {
  readonly method: PaymentMethod | null;
  /** Everything said, the call's own words over those of the token. */
  readonly params: Params;
  /** What only the token says; nothing without one. */
  readonly ofToken: TokenValues['params'];
}

/** Spends the confirmation token that a call brings, if it brings one. `given` is the payment method the call names. */
export async function withToken<Params extends { readonly confirmation_token?: string }>(
  context: Context,
  intent: Intent,
  given: PaymentMethod | null,
  params: Params,
): Promise<Confirmation<Params>> {
  const { confirmation_token: id } = params;
  if (!id) return { method: given, params, ofToken: {} };
  const confirmed = intent.object === 'payment_intent' ? { payment_intent: intent.id } : { setup_intent: intent.id };
  const token = await spendConfirmationToken(context, { ...params, confirmation_token: id }, confirmed);
  const own = new Set(Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [name])));
  const ofToken = Object.fromEntries(Object.entries(token.params).filter(([name]) => !own.has(name)));
  return { method: given ?? token.method ?? null, params: { ...ofToken, ...params }, ofToken };
}
