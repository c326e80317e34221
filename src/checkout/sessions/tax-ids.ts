import type Stripe from 'stripe';
import { addTaxId, checkTaxId } from '../../customers/tax-ids/create.ts';
import { taxIds } from '../../customers/tax-ids/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { taxIdTypesOf } from '../../shared/tax-id-countries.ts';
import type { CheckoutSession, Collected, CollectedTaxId } from './type.ts';

/** Tax IDs of a customer shown at most. */
const MOST_TOLD = 100;

/** The tax IDs that a session's customer has already. */
async function known({ work }: Context, session: CheckoutSession): Promise<Stripe.TaxId[]> {
  const customer = session.customer;
  return customer === null ? [] : work.list(taxIds, { by: `customer/${customer}`, limit: MOST_TOLD });
}

/** True if the page collects a tax ID; not for a customer who has one. */
export async function asksTaxId(context: Context, session: CheckoutSession): Promise<boolean> {
  return session.tax_id_collection?.enabled === true && (await known(context, session)).length === 0;
}

/** Returns a tax ID to store until the session completes. Throws if none is collected or it is invalid. */
export function readTaxId(session: CheckoutSession, { type, value }: CollectedTaxId): CollectedTaxId {
  if (!session.tax_id_collection?.enabled)
    throw invalidRequest('This session does not collect a tax ID.', { param: 'tax_id' });
  checkTaxId(type, value.trim(), 'tax_id[value]');
  return { type, value: value.trim() };
}

/** Throws if a required tax ID, or the business name for it, is missing. */
export async function checkTaxIdCollected(
  context: Context,
  session: CheckoutSession,
  collected: Collected,
): Promise<void> {
  if (collected.taxId) {
    if (!collected.businessName) throw parameterMissing('business_name');
    return;
  }
  const country = collected.shipping?.address.country ?? collected.address?.country ?? null;
  const supported = country !== null && taxIdTypesOf(country).length > 0;
  if (session.tax_id_collection?.required !== 'if_supported' || !supported) return;
  if (await asksTaxId(context, session)) throw parameterMissing('tax_id');
}

/** Adds the entered tax ID to the session's customer if new. Returns the payer's tax IDs for `customer_details`. */
export async function keepTaxId(
  context: Context,
  session: CheckoutSession,
): Promise<Stripe.Checkout.Session.CustomerDetails.TaxId[]> {
  const { taxId } = session.internal.collected;
  const customer = session.customer;
  const before = (await known(context, session)).map(({ type, value }) => ({ type, value }));
  if (!taxId || before.some(({ type, value }) => type === taxId.type && value === taxId.value)) return before;
  if (customer !== null) addTaxId(context, customer, taxId, 'tax_id[value]');
  return [{ ...taxId, type: taxId.type }, ...before];
}
