import type { Context } from '../../kernel/context.ts';
import { type Refusal, StripeError } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { confirm } from '../../payments/payment-intents/confirm.ts';
import { ALLOWED } from '../../payments/payment-intents/state.ts';
import type { PaymentIntent } from '../../payments/payment-intents/type.ts';
import { customerOf } from './customer.ts';
import { attemptFailed, followPayment } from './follow-payment.ts';
import { NO_METHOD, payingMethod } from './paying-method.ts';
import { currentIntent } from './payments.ts';
import { type Invoice, invoices } from './type.ts';

/** Terms on which an invoice is collected. */
export interface Collection {
  /** The method that pays; the invoice's, or its customer's default, unless given. */
  readonly method?: PaymentMethod | undefined;
  /** True if the customer is not there to authenticate. */
  readonly offSession: boolean;
  /** True for an attempt that Florin makes by itself; only those are counted after the first. */
  readonly automatic: boolean;
  readonly mandate?: string | undefined;
  /** True on the invoice's own page, which sends its payer on to other pages. */
  readonly onPage?: true;
}

/** Result of an attempt. With a decline, everything about the attempt is written already. */
interface Collected {
  readonly invoice: Invoice;
  readonly decline: Refusal | null;
}

/**
 * Charges what remains of an open invoice. The invoice is paid, or waits for its payer or its bank, or counts a failed
 * attempt and has its next one planned. Has no effect on an invoice with nothing due.
 */
export async function collect(context: Context, invoice: Invoice, how: Collection): Promise<Collected> {
  const { work } = context;
  const intent = await currentIntent(context, invoice);
  if (!intent || !ALLOWED.confirm.includes(intent.status)) return { invoice, decline: null };
  const method = how.method ?? (await payingMethod(context, invoice, await customerOf(context, invoice)));
  const isHopeless = how.automatic && method?.id === invoice.internal.hopeless;
  if (!method || isHopeless) {
    const failed = await attemptFailed(context, invoice, { automatic: how.automatic, type: method?.type ?? null });
    return { invoice: failed, decline: NO_METHOD };
  }
  const mandate = how.mandate ?? invoice.payment_settings.default_mandate;
  const confirming = confirm(context, accepting(context, intent, method, invoice), method, {
    return_url: invoice.hosted_invoice_url ?? undefined,
    use_stripe_sdk: !how.onPage,
    ...(how.offSession && { off_session: true, asks_payer: true }),
    ...(mandate && { mandate }),
  });
  const outcome = await (how.automatic ? confirming.catch(refusalOf) : confirming);
  if (!('intent' in outcome)) {
    return { invoice: await attemptFailed(context, invoice, { automatic: true, type: method.type }), decline: outcome };
  }
  const { intent: tried, decline } = outcome;
  await followPayment(context, invoice, tried, how, decline);
  return { invoice: await work.require(invoices, invoice.id), decline };
}

/** A confirmation that is refused is corrected by no caller, so the attempt has failed. A lock is waited for. */
function refusalOf(error: unknown): Refusal {
  if (!(error instanceof StripeError) || error.detail.type !== 'invalid_request_error' || error.status === 429)
    throw error;
  return { status: error.status, detail: error.detail };
}

/** An invoice that names no types is paid with whatever method its customer has. */
function accepting({ work }: Context, intent: PaymentIntent, method: PaymentMethod, invoice: Invoice): PaymentIntent {
  const { payment_method_types: types } = intent;
  if (invoice.payment_settings.payment_method_types !== null || types.includes(method.type)) return intent;
  return work.save<PaymentIntent>({
    ...intent,
    payment_method_options: { ...intent.payment_method_options, [method.type]: methodOf(method.type).defaultOptions },
    payment_method_types: [...types, method.type],
  });
}
