import type Stripe from 'stripe';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import type { PaymentMethodModule } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import type { ExternalAuthentication, ThreeDSecureResult } from '../../network/type.ts';
import type { AttemptOptions } from './type.ts';

type CardOptions = Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.Card;

/** The parameters of a call that hold them. */
export interface AttemptParams {
  readonly payment_method_options?:
    | {
        readonly blik?: { readonly code?: string } | '' | null;
        readonly card?: Partial<CardOptions> | '' | null;
      }
    | ''
    | undefined;
  readonly radar_options?: { readonly session?: string } | undefined;
}

/** Merges a request's options over earlier ones; undefined if there are none. */
export function attemptOptions(params: AttemptParams, before: AttemptOptions | undefined): AttemptOptions | undefined {
  const { blik, card } = params.payment_method_options || {};
  const code = blik ? blik.code : undefined;
  checkCode(code, methodOf('blik'));
  const session = params.radar_options?.session;
  const { moto, three_d_secure: own, cvc_token: cvcToken } = card || {};
  if (moto === undefined && !own && !cvcToken && code === undefined && session === undefined) return before;
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
    ...(code !== undefined && { code }),
    ...(session !== undefined && { radarSession: session }),
  };
}

/** Returns options for `internal`: omitted if there are none. */
export function withAttemptOptions(words: AttemptOptions | undefined): { readonly words?: AttemptOptions } {
  return words ? { words } : {};
}

/** Throws unless a confirmation has the code that a method's payer must enter. */
export function checkCodeGiven({ type, code }: PaymentMethodModule, words: AttemptOptions | undefined): void {
  if (code && words?.code === undefined) throw parameterMissing(codeParam(type));
}

/** Throws for a code that no bank shows. */
function checkCode(code: string | undefined, { type, code: shape }: PaymentMethodModule): void {
  if (code === undefined || !shape || shape.test(code)) return;
  throw invalidRequest(`The code '${code}' is invalid. Use the digits that the customer's bank shows.`, {
    param: codeParam(type),
  });
}

function codeParam(type: string): string {
  return `payment_method_options[${type}][code]`;
}

/** Returns the merchant's own authentication of an attempt. */
export function externalAuthentication({ moto, threeDSecure }: AttemptOptions): {
  readonly authentication?: ExternalAuthentication;
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
/** ECI values of a full authentication, and of an attempt only. */
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

/** Without a transaction status, the indicator decides; a cryptogram alone means a full authentication. */
function resultOf({ ares_trans_status: status, electronic_commerce_indicator: indicator }: Own) {
  if (status !== undefined) return RESULTS[status] ?? 'processing_error';
  return indicator === undefined || AUTHENTICATED.has(indicator) ? 'authenticated' : 'attempt_acknowledged';
}
