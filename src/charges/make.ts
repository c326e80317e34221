import type Stripe from 'stripe';
import type { AccountSettings, Context } from '../kernel/context.ts';
import { cutText } from '../kernel/cut-text.ts';
import { idOf } from '../kernel/entity.ts';
import type { Authorization, Generated } from '../methods/method.ts';
import { referenceOf } from '../methods/references.ts';
import { methodOf } from '../methods/registry.ts';
import type { AuthorizeResult, Decline, Risk } from '../network/type.ts';
import { viewOf } from '../payment-methods/sources/view.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';
import type { PaymentIntent } from '../payments/payment-intents/type.ts';
import { aftermathOf } from './aftermath.ts';
import { openReview } from './reviews/open.ts';
import { type Charge, type ChargeInternal, charges } from './type.ts';

type Settled = Exclude<AuthorizeResult, { outcome: 'action_required' }>;

/** A payment attempt, as recorded on its charge. */
interface Attempt {
  /** The settings of the account that the payment is made on behalf of, or of the one that is paid. */
  readonly merchant: AccountSettings;
  /** The attempt's own name with the network. */
  readonly id: string;
  readonly result: Settled;
  readonly manualCapture: boolean;
  readonly authorization: Authorization;
  readonly mandate?: string | null;
  readonly radarSession?: string | undefined;
  readonly generated?: Generated | null;
  /** The type's entry in the payment's `payment_method_options`. */
  readonly options?: object;
  /** The `next_action` by which its payer was shown how to pay. */
  readonly shown?: PaymentIntent['next_action'];
}

/** The most characters a card statement shows. */
const STATEMENT_LENGTH = 22;

/** The payment of a charge: a PaymentIntent, or in the older API only the charge itself (no `id`). */
export interface Payable
  extends Pick<
    PaymentIntent,
    | 'amount'
    | 'application_fee_amount'
    | 'currency'
    | 'customer'
    | 'description'
    | 'metadata'
    | 'on_behalf_of'
    | 'receipt_email'
    | 'shipping'
    | 'statement_descriptor'
    | 'statement_descriptor_suffix'
    | 'transfer_data'
    | 'transfer_group'
  > {
  readonly id: string | null;
  /** The source of an older charge, as it was at that time. */
  readonly source: Stripe.PaymentIntent['source'];
}

/** Creates the charge of a payment attempt, approved or declined. */
export function makeCharge(context: Context, intent: Payable, method: PaymentMethod, attempt: Attempt): Charge {
  const { work } = context;
  const { result, manualCapture, authorization } = attempt;
  const { transfer_data } = intent;
  const destination = idOf(transfer_data?.destination ?? null);
  const described = transfer_data && describedWith(transfer_data);
  const module = methodOf(method.type);
  const approved = result.outcome === 'approved';
  const pending = result.outcome === 'pending';
  const captured = (approved && !manualCapture) || pending;
  const id = work.newId(module.chargePrefix);
  const decline = result.outcome === 'declined' ? result.decline : null;
  const charge = work.insert(charges, {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: work.application,
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: method.type === 'card' ? cardStatement(attempt.merchant, intent) : null,
    captured,
    created: work.now,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    // Fields of older versions that the API still sends.
    ...{ destination, dispute: null, order: null, source_transfer: null },
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: intent.on_behalf_of,
    outcome: outcomeOf(result.risk, decline),
    paid: approved,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: {
      [method.type]: module.chargeDetails(method, result, {
        amount: intent.amount,
        captured,
        captureBefore: approved && manualCapture ? work.now + authorization.holdsSeconds : null,
        authorization,
        installments: null,
        mandate: attempt.mandate ?? null,
        generated: attempt.generated ?? null,
        shown: attempt.shown ?? null,
        reference: (length) => referenceOf(attempt.id, length),
        options: attempt.options ?? {},
      }),
      type: method.type,
    },
    ...radarOptions(intent, attempt.radarSession),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: approved ? receiptUrl(context, id) : null,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: shownSource(intent, method),
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: approved ? 'succeeded' : pending ? 'pending' : 'failed',
    transfer_data: destination === null ? null : { amount: transfer_data?.amount ?? null, destination },
    transfer_group: intent.transfer_group,
    internal: {
      authorization: attempt.id,
      instrument: method.internal.instrument,
      availableAtOnce: approved && result.availableAtOnce,
      ...(described && { transferDetails: described }),
      ...(approved && result.aftermath !== null && aftermathOf(result.aftermath)),
    },
  });
  return charge.outcome?.type === 'manual_review' ? openReview(context, charge) : charge;
}

/** The texts and metadata of the transfer that a charge brings with it; undefined if there are none. */
function describedWith({
  description,
  metadata,
  payment_data: payment,
}: NonNullable<PaymentIntent['transfer_data']>): ChargeInternal['transferDetails'] {
  if (description === undefined && metadata === undefined && payment === undefined) return undefined;
  return { description: description ?? null, metadata: metadata ?? {}, payment: payment ?? {} };
}

/** Returns `source` of the older API: the card or source, if it was used. */
function shownSource({ source }: Payable, method: PaymentMethod): Stripe.CustomerSource | null {
  if (typeof source !== 'string') return source as Stripe.CustomerSource | null;
  return source === method.id && method.internal.legacy ? viewOf(method) : null;
}

/** Returns the URL of a payment's receipt. */
export function receiptUrl({ account, caller }: Pick<Context, 'account' | 'caller'>, charge: string): string {
  return `${caller.baseUrl}/receipts/${account.id}/${charge}`;
}

/** Charges of PaymentIntents always have `radar_options`; other charges only if it was sent. */
function radarOptions({ id }: Payable, session: string | undefined): Pick<Stripe.Charge, 'radar_options'> {
  if (session !== undefined) return { radar_options: { session } };
  return id === null ? {} : { radar_options: {} };
}

/**
 * Returns the text on a card statement: the merchant's descriptor and the payment's suffix. For callers of older API
 * versions a payment's `statement_descriptor` replaces both.
 */
export function cardStatement(
  { statementDescriptor }: AccountSettings,
  intent: Pick<PaymentIntent, 'statement_descriptor' | 'statement_descriptor_suffix'>,
): string {
  const { statement_descriptor: whole, statement_descriptor_suffix: suffix } = intent;
  const text = suffix === null ? (whole ?? statementDescriptor) : `${statementDescriptor}* ${suffix}`;
  return cutText(text.toUpperCase(), STATEMENT_LENGTH);
}

/** Decline messages by code. */
function sellerMessage(decline: Decline): string {
  if (decline.by === 'risk') return 'Stripe blocked this payment as too risky.';
  const code = decline.declineCode ?? decline.code;
  return code === 'generic_decline'
    ? 'The bank did not return any further details with this decline.'
    : `The bank returned the decline code \`${code}\`.`;
}

const ELEVATED_RISK =
  'Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue.';

/** Builds a charge's `outcome`; `decline` is the reason of a declined one. */
export function outcomeOf(risk: Risk, decline: Decline | null): Stripe.Charge.Outcome {
  const common = {
    network_advice_code: decline?.networkAdviceCode ?? null,
    risk_level: risk.level,
    risk_score: risk.score,
  };
  if (decline === null) {
    // The default rule of Radar for Teams: payments of elevated risk are accepted and queued for review.
    const elevated = risk.level === 'elevated';
    return {
      advice_code: null,
      network_decline_code: null,
      network_status: 'approved_by_network',
      reason: elevated ? 'elevated_risk_level' : null,
      seller_message: elevated ? ELEVATED_RISK : 'Payment complete.',
      type: elevated ? 'manual_review' : 'authorized',
      ...common,
    };
  }
  const blocked = decline.by === 'risk';
  return {
    advice_code: decline.adviceCode ?? null,
    network_decline_code: decline.networkDeclineCode ?? null,
    network_status: blocked ? 'not_sent_to_network' : 'declined_by_network',
    reason: blocked ? 'highest_risk_level' : (decline.declineCode ?? decline.code),
    seller_message: sellerMessage(decline),
    type: blocked ? 'blocked' : 'issuer_declined',
    ...common,
  };
}
