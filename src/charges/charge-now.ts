import { asMerchant } from '../kernel/as-merchant.ts';
import type { Context } from '../kernel/context.ts';
import type { Refusal } from '../kernel/errors.ts';
import { authorizationOf } from '../methods/registry.ts';
import { ask } from '../network/outbound-calls/ask.ts';
import type { AuthorizeResult, Decline } from '../network/type.ts';
import { cardRefusal } from '../payment-methods/card-error.ts';
import { viewOf } from '../payment-methods/sources/view.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';
import { makeCharge, type Payable } from './make.ts';
import { settle } from './settle.ts';
import { CHARGE_EXPIRES } from './timers.ts';
import type { Charge } from './type.ts';

type Settled = Extract<AuthorizeResult, { outcome: 'approved' | 'declined' }>;

/** Legacy charges have no authentication step: cards that require it are declined. */
const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
  by: 'issuer',
};

/** The charge that was made. After a decline it is the failed one. */
interface Charged {
  readonly charge: Charge;
  readonly decline: Refusal | null;
}

/** Charges a card at once, or with `capture` false only reserves the money. */
export async function chargeNow(
  context: Context,
  payment: Omit<Payable, 'source'>,
  method: PaymentMethod,
  options: { readonly capture: boolean; readonly radarSession?: string },
): Promise<Charged> {
  const { work } = context;
  const { account: merchant } = await asMerchant(context, payment.on_behalf_of);
  const { id, result } = await authorize(context, payment, method, options.capture);
  const used = use(context, method, result);
  const authorization = authorizationOf(used, {
    amount: payment.amount,
    currency: payment.currency,
    initiator: initiatorOf(payment),
    merchantCountry: merchant.country,
    options: undefined,
    plain: false,
  });
  const shown = viewOf(used);
  const charge = makeCharge(context, { ...payment, source: shown }, used, {
    merchant,
    id,
    result,
    manualCapture: !options.capture,
    authorization,
    radarSession: options.radarSession,
  });
  if (result.outcome === 'declined') {
    work.emit('charge.failed', charge);
    return { charge, decline: cardRefusal(result.decline, { charge: charge.id }) };
  }
  if (!options.capture) {
    work.schedule({
      kind: CHARGE_EXPIRES,
      subject: charge.id,
      dueAt: work.nowMs + authorization.holdsSeconds * 1000,
    });
  }
  const made = options.capture ? await settle(context, charge) : charge;
  work.emit('charge.succeeded', made);
  return { charge: made, decline: null };
}

/** A saved source is charged by the merchant; a token comes from a customer who is present. */
function initiatorOf({ customer }: Pick<Payable, 'customer'>): 'customer' | 'merchant' {
  return customer === null ? 'customer' : 'merchant';
}

async function authorize(
  context: Context,
  payment: Omit<Payable, 'source'>,
  method: PaymentMethod,
  capture: boolean,
): Promise<{ id: string; result: Settled }> {
  const { amount, currency } = payment;
  const { instrument, setUpForOffSession } = method.internal;
  const { attempt: id, answer: result } = await ask(context, 'authorize', null, {
    amount,
    currency,
    instrument,
    initiator: initiatorOf(payment),
    setUpForOffSession,
    requestThreeDSecure: 'automatic',
    capture,
  });
  if (result.outcome === 'pending') throw new Error(`${method.id} is pending, which charges of cards never are`);
  if (result.outcome !== 'action_required') return { id, result };
  const declined: Settled = {
    outcome: 'declined',
    risk: { level: 'normal', score: 20 },
    decline: AUTHENTICATION_REQUIRED,
    checks: null,
    threeDSecure: null,
  };
  return { id, result: declined };
}

/** Marks the payment method as used and stores the issuer's checks. A source without a customer is consumed. */
function use({ work }: Context, method: PaymentMethod, { checks }: Settled): PaymentMethod {
  const { legacy } = method.internal;
  const usedUp = legacy?.object === 'source' && (method.customer === null || legacy.usage === 'single_use');
  const used: PaymentMethod = {
    ...method,
    ...(method.card && checks && { card: { ...method.card, checks } }),
    internal: { ...method.internal, spent: true, ...(usedUp && { legacy: { ...legacy, status: 'consumed' } }) },
  };
  // A saved card is not changed by its charges, so that concurrent charges do not wait for each other.
  return JSON.stringify(used) === JSON.stringify(method) ? method : work.save(used);
}
