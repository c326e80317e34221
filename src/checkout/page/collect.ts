import type Stripe from 'stripe';
import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import type { PageConfirmation } from '../../shared/payment-page-view.ts';
import { filledFields } from '../sessions/custom-fields.ts';
import { readEmail, readShipping } from '../sessions/customer-details.ts';
import { checkTaxIdCollected, readTaxId } from '../sessions/tax-ids.ts';
import type { CheckoutSession, Collected } from '../sessions/type.ts';
import { shownCustomer } from './saved-methods.ts';

const LONGEST_NAME = 150;

/** Refuses where to ship to from a page, when the merchant leaves that to their server. */
export function checkShippingAllowed({ caller }: Context, session: CheckoutSession): void {
  if (caller.key !== 'page' || session.permissions?.update_shipping_details !== 'server_only') return;
  throw invalidRequest("The shipping details of this session can only be changed by the merchant's server.", {
    param: 'shipping',
  });
}

/** The email address that the merchant or the customer's data has set, which no page changes; null without one. */
export async function fixedEmail(context: Context, session: CheckoutSession): Promise<string | null> {
  return session.customer_email ?? (await shownCustomer(context, session))?.email ?? null;
}

/** Returns the fixed email address, or the one that the page sends. Throws if the page sends another than the fixed one. */
export async function emailOf(
  context: Context,
  session: CheckoutSession,
  given: string | undefined,
): Promise<string | undefined> {
  const fixed = await fixedEmail(context, session);
  const email = given === undefined ? undefined : readEmail(given);
  if (fixed === null || email === undefined || email === fixed) return fixed ?? email;
  throw invalidRequest('The email address of this session cannot be changed. Leave `email` out.', { param: 'email' });
}

/** Returns the session with the payer's data from the confirmation. Throws for missing or invalid data. */
export async function collect(
  context: Context,
  session: CheckoutSession,
  params: Omit<PageConfirmation, 'payment_method_data'>,
  billing: Stripe.PaymentMethod.BillingDetails | undefined,
): Promise<CheckoutSession> {
  const before = session.internal.collected;
  const customer = session.customer;
  const known = customer === null ? undefined : await context.work.get(customers, customer);
  const email = (await emailOf(context, session, params.email)) ?? billing?.email ?? known?.email ?? before.email;
  if (email === undefined || email === null) throw parameterMissing('email');
  const phone = params.phone?.trim() || before.phone || billing?.phone || undefined;
  if (session.phone_number_collection?.enabled && !phone) throw parameterMissing('phone');
  if (params.shipping) checkShippingAllowed(context, session);
  const shipping = params.shipping ? readShipping(session, params.shipping) : before.shipping;
  if (session.shipping_address_collection && !shipping) throw parameterMissing('shipping');
  const name = params.name?.trim() || billing?.name || before.name;
  const address = billing?.address?.country ? billing.address : (before.address ?? billing?.address);
  const names = readNames(session, params);
  const { individualName } = names;
  const taxId = params.tax_id ? readTaxId(session, params.tax_id) : params.tax_id === '' ? undefined : before.taxId;
  const businessName = names.businessName ?? (taxId ? before.businessName : undefined);
  if (session.billing_address_collection === 'required' && !(address?.line1 && address.country))
    throw parameterMissing('payment_method_data[billing_details][address]');
  const entered: Collected = {
    email: readEmail(email),
    ...(name && { name }),
    ...(businessName && { businessName }),
    ...(individualName && { individualName }),
    ...(phone && { phone }),
    ...(address && { address }),
    ...(shipping && { shipping }),
    ...(taxId && { taxId }),
  };
  await checkTaxIdCollected(context, session, entered);
  return {
    ...session,
    consent: consentOf(session, params.consent),
    custom_fields: filledFields(session.custom_fields, params.custom_fields ?? []),
    internal: {
      ...session.internal,
      collected: entered,
    },
  };
}

/** Returns the names that the session collects. */
function readNames(
  { name_collection: asked, tax_id_collection: taxed }: CheckoutSession,
  params: Omit<PageConfirmation, 'payment_method_data'>,
): Pick<Collected, 'businessName' | 'individualName'> {
  const [businessName, individualName] = [params.business_name?.trim(), params.individual_name?.trim()];
  for (const [value, param, one] of [
    [businessName, 'business_name', asked?.business],
    [individualName, 'individual_name', asked?.individual],
  ] as const) {
    if (one?.enabled && !one.optional && !value) throw parameterMissing(param);
    const isCollected = one?.enabled || (param === 'business_name' && taxed?.enabled);
    if (!isCollected && value) throw invalidRequest('This session does not collect this name.', { param });
    if ((value?.length ?? 0) > LONGEST_NAME)
      throw invalidRequest(`Invalid string: must be at most ${LONGEST_NAME} characters`, { param });
  }
  return { ...(businessName && { businessName }), ...(individualName && { individualName }) };
}

function consentOf(
  { consent_collection: asked }: CheckoutSession,
  given: PageConfirmation['consent'],
): Stripe.Checkout.Session.Consent | null {
  if (!asked) return null;
  const mustAccept = asked.terms_of_service === 'required';
  if (mustAccept && given?.terms_of_service !== 'accepted') throw parameterMissing('consent[terms_of_service]');
  return {
    promotions: asked.promotions === 'auto' ? (given?.promotions ?? 'opt_out') : null,
    terms_of_service: mustAccept ? 'accepted' : null,
  };
}
