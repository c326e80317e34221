import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import type { BroughtAuthentication, ThreeDSecureResult } from '../../network/type.ts';
import type { AttemptWords } from './type.ts';

type CardOptions = Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.Card;

/** Where a call says them. */
export interface WordsSaid {
  readonly payment_method_options?: { readonly card?: Partial<CardOptions> | '' | null } | '' | undefined;
  readonly radar_options?: { readonly session?: string } | undefined;
}

/** The words of a call laid over those that were said before; undefined when nothing was ever said. */
export function attemptWords(params: WordsSaid, before: AttemptWords | undefined): AttemptWords | undefined {
  const card = params.payment_method_options ? params.payment_method_options.card || undefined : undefined;
  const session = params.radar_options?.session;
  const { moto, three_d_secure: own, cvc_token: cvcToken } = card ?? {};
  if (moto === undefined && !own && !cvcToken && session === undefined) return before;
  if (moto && own) {
    throw invalidRequest(
      'You may only specify one of these parameters: payment_method_options[card][moto], payment_method_options[card][three_d_secure].',
    );
  }
  const { moto: wasMoto, ...rest } = before ?? {};
  return {
    ...rest,
    ...((moto ?? wasMoto) && { moto: true }),
    ...(own && { threeDSecure: ownResult(own) }),
    ...(cvcToken && { cvcToken }),
    ...(session !== undefined && { radarSession: session }),
  };
}

/** Words as `internal` holds them: not there when nothing was said. */
export function withWords(words: AttemptWords | undefined): { readonly words?: AttemptWords } {
  return words ? { words } : {};
}

/** What the merchant brings of authentication to an attempt. */
export function broughtAuthentication({ moto, threeDSecure }: AttemptWords): {
  readonly authentication?: BroughtAuthentication;
} {
  if (moto) return { authentication: { kind: 'none_possible' } };
  return threeDSecure ? { authentication: { kind: 'done_elsewhere', result: threeDSecure } } : {};
}

type Own = NonNullable<CardOptions['three_d_secure']>;

/** 3-D Secure's own letters for how an authentication ended (EMVCo's transaction status). */
const RESULTS: Readonly<Record<string, ThreeDSecureResult['result']>> = {
  A: 'attempt_acknowledged',
  C: 'failed',
  I: 'authenticated',
  N: 'failed',
  R: 'failed',
  U: 'processing_error',
  Y: 'authenticated',
};
/** The indicators that say the payer was authenticated, and that only the attempt was noted. */
const AUTHENTICATED = new Set(['02', '05']);

function ownResult(own: Own): ThreeDSecureResult {
  const exempted = own.exemption_indicator === 'low_risk';
  return {
    authentication_flow: null,
    electronic_commerce_indicator: own.electronic_commerce_indicator ?? null,
    exemption_indicator: (own.exemption_indicator as 'low_risk' | 'none' | undefined) ?? 'none',
    result: exempted ? 'exempted' : resultOf(own),
    result_reason: null,
    transaction_id: own.transaction_id,
    version: own.version as ThreeDSecureResult['version'],
  };
}

/** Without a transaction status, the indicator tells; a cryptogram alone says that there was an authentication. */
function resultOf({ ares_trans_status: status, electronic_commerce_indicator: indicator }: Own) {
  if (status !== undefined) return RESULTS[status] ?? 'processing_error';
  return indicator === undefined || AUTHENTICATED.has(indicator) ? 'authenticated' : 'attempt_acknowledged';
}
