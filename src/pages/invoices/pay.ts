import { readAddress } from '../../billing/invoices/addresses.ts';
import { collect } from '../../billing/invoices/collect.ts';
import type { Context } from '../../kernel/context.ts';
import type { Engine } from '../../kernel/engine.ts';
import { StripeError } from '../../kernel/errors.ts';
import { isHash } from '../../kernel/hash.ts';
import { makePaymentMethod } from '../../payment-methods/make.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { type PaymentIntent, paymentIntents } from '../../payments/payment-intents/type.ts';
import { putOnClockOf } from '../../test-clocks/put-on-clock.ts';
import { methodDataOf } from './fields.ts';
import { isPayable } from './invoice-view.ts';
import { factsOf, type InvoiceFacts } from './load-invoice.ts';

/** Result of a payer's attempt: where they go on, or why it failed; undefined if there is no such invoice. */
export type Attempted = { readonly goTo: string | null } | { readonly problem: string } | undefined;

/** Pays an invoice with what its payer entered, or with one of their saved methods. */
export async function payOnPage(
  engine: Engine,
  account: string,
  key: string,
  form: URLSearchParams,
): Promise<Attempted> {
  const address = readAddress(account, key);
  if (!address) return undefined;
  const { id, secret } = address;
  try {
    return await engine.asAccount(
      account,
      `invoice:${id}:pay:${engine.ids.random(ATTEMPT_LENGTH)}`,
      async (context) => {
        await putOnClockOf(context.work, [id]);
        await context.lock(id);
        const facts = await factsOf(context, id, secret);
        if (!facts) return undefined;
        return isPayable(facts) ? attempt(context, facts, form) : { goTo: null };
      },
    );
  } catch (error) {
    // A payer's input may be wrong; nothing was written then.
    if (error instanceof StripeError) return { problem: error.message };
    throw error;
  }
}

/** Characters that tell one attempt of a payer from the next. */
const ATTEMPT_LENGTH = 16;

async function attempt(context: Context, facts: InvoiceFacts, form: URLSearchParams): Promise<Attempted> {
  const method = await chosenMethod(context, facts, form);
  const { decline } = await collect(context, facts.invoice, {
    method,
    offSession: false,
    automatic: false,
    onPage: true,
  });
  if (decline) return { problem: decline.detail.message };
  const { payment } = facts.invoice.internal;
  const intent = payment && (await context.work.require(paymentIntents, payment.intent));
  return { goTo: intent ? nextPage(intent) : null };
}

async function chosenMethod(
  context: Context,
  { saved, intent }: InvoiceFacts,
  form: URLSearchParams,
): Promise<PaymentMethod | undefined> {
  const named = saved.find(({ id }) => id === form.get('method'));
  if (named) return named;
  const type = intent?.payment_method_types.find((one) => one === form.get('type'));
  return type === undefined ? undefined : makePaymentMethod(context, methodDataOf(type, form), 'payment_method_data');
}

/** The page on which the payer goes on: their bank's, or the details to pay with. */
function nextPage({ next_action: action }: PaymentIntent): string | null {
  if (!action) return null;
  const details: unknown = Reflect.get(action, action.type);
  if (!isHash(details)) return null;
  const found = Object.entries(details).find(([name]) => name === 'url' || name.startsWith('hosted_'));
  return typeof found?.[1] === 'string' ? found[1] : null;
}
