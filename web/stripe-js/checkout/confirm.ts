import type { StripeCheckoutContact, StripeError } from '@stripe/stripe-js';
import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { connectionError } from '../../shared/call-api.ts';
import { challenge } from '../../shared/challenge.ts';
import { followPayment, isUnderWay } from '../../shared/follow-payment.ts';
import { misuse } from '../../shared/misuse.ts';
import type { Answer, Params } from '../../shared/protocol.ts';
import { onHostOf } from '../../shared/web-address.ts';
import { collectorOf, send } from '../calls/entered.ts';
import { goTo } from '../calls/next-action.ts';
import type { Page } from '../page.ts';
import type { CustomerData } from './client-session.ts';
import type { CheckoutForm } from './form.ts';
import { failed, type Result, refused } from './results.ts';
import type { CheckoutState } from './state.ts';
import { validateForm } from './validate.ts';

/** Parameters of a checkout's confirmation. All are optional: the session or the elements may already have them. */
export interface ConfirmArguments {
  readonly returnUrl?: string;
  readonly redirect?: 'always' | 'if_required';
  readonly paymentMethod?: string;
  readonly savePaymentMethod?: boolean;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly billingAddress?: StripeCheckoutContact;
  readonly shippingAddress?: StripeCheckoutContact;
  readonly expressCheckoutConfirmEvent?: unknown;
  readonly formConfirmEvent?: unknown;
}

/** Pays a session from its elements or with a saved card, then navigates to the return address. */
export async function confirmCheckout(
  page: Page,
  state: CheckoutState,
  form: CheckoutForm,
  args: ConfirmArguments,
): Promise<Result> {
  for (const name of ['expressCheckoutConfirmEvent', 'formConfirmEvent'] as const) {
    if (args[name] !== undefined)
      throw misuse(
        `Florin does not support wallets in Checkout yet, so confirm() does not accept ${name}. Nothing was paid.`,
      );
  }
  if (args.paymentMethod === undefined && state.page().needs_payment_method) {
    const validation = await validateForm(form);
    if (validation) return failed(validation.message);
  }
  const answer = await sendConfirmation(page, state, form, args);
  const error = answer.error
    ? await afterRefusal(page, state, answer.error)
    : await follow(page, state, answer.body as PaymentPage);
  if (error) return refused(error);
  const { after_url: next } = state.page();
  if (next !== null && args.redirect !== 'if_required') return goTo(next);
  return { type: 'success', session: state.session() };
}

function sendConfirmation(
  page: Page,
  state: CheckoutState,
  form: CheckoutForm,
  args: ConfirmArguments,
): Promise<Answer> {
  const { paymentMethod, savePaymentMethod } = args;
  const session = state.page();
  const customer = state.customer();
  const billing = args.billingAddress ?? customer.billingAddress;
  const shipping = args.shippingAddress ?? customer.shippingAddress;
  const email = args.email ?? customer.email ?? undefined;
  const phone = args.phoneNumber ?? customer.phoneNumber ?? undefined;
  const name = billing?.name ?? customer.individualName ?? undefined;
  const params: Params = {
    expected_amount: session.totals.total,
    ...(session.email.editable && { email }),
    name,
    ...(session.phone.required && { phone }),
    ...names(session, customer),
    ...(args.returnUrl !== undefined && { return_url: args.returnUrl }),
    ...(customer.taxIdInfo && {
      tax_id: { ...customer.taxIdInfo.taxId },
      business_name: customer.taxIdInfo.businessName,
    }),
    ...(shipping &&
      !session.shipping_by_server && { shipping: { name: shipping.name ?? '', address: shipping.address } }),
    ...(savePaymentMethod !== undefined && { save_payment_method: savePaymentMethod }),
  };
  const call = {
    path: `/v1/payment_pages/${session.id}/confirm`,
    place: 'payment_method_data' as const,
    key: state.key,
  };
  if (paymentMethod !== undefined || !session.needs_payment_method) {
    const direct = { ...page, merchant: { publishableKey: state.key, apiVersion: page.merchant.apiVersion } };
    return send(direct, {}, { ...call, params: { ...params, payment_method: paymentMethod } });
  }
  const element = collectorOf(form.control, 'confirm');
  const details = { name, email: email ?? session.email.value, phone, ...(billing && { address: billing.address }) };
  return send(
    page,
    { element, group: form.control },
    { ...call, params: { ...params, payment_method_data: { billing_details: details } } },
  );
}

/** Returns the names that the session collects. */
function names({ name_collection: asked }: PaymentPage, { businessName, individualName }: CustomerData): Params {
  return {
    ...(asked.business && businessName && { business_name: businessName }),
    ...(asked.individual && individualName && { individual_name: individualName }),
  };
}

/**
 * Checks the session after an error: a refused session may be paid in another tab, and a lost request may have arrived.
 */
async function afterRefusal(page: Page, state: CheckoutState, error: StripeError): Promise<StripeError | undefined> {
  const now = await state.reload();
  if (!now) return error;
  const hasProgressed = error.type === 'api_connection_error' ? isUnderWay(now) : now.status === 'complete';
  return hasProgressed ? follow(page, state, now) : error;
}

async function follow(page: Page, state: CheckoutState, from: PaymentPage): Promise<StripeError | undefined> {
  state.take(from);
  const error = await followPayment(from, {
    reload: state.reload,
    challenge: (url, stillWaits) => challenge(onHostOf(page.origin, url), stillWaits),
    leave: (url) => goTo(onHostOf(page.origin, url)),
  });
  if (error) return error;
  return state.page().status === 'complete' ? undefined : connectionError();
}
