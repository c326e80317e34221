import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { countryOf, fitsFormat, isVerifiable } from '../../shared/tax-id-formats.ts';
import { taxIds } from './type.ts';
import { askOffice } from './verification.ts';

/** The longest accepted tax ID, in characters. */
const LONGEST_VALUE = 60;

/** Refuses a number that no tax ID of the type has: tax_id_invalid. */
export function checkTaxId(type: string, value: string, param = 'value'): void {
  if (value.length <= LONGEST_VALUE && fitsFormat(type, value)) return;
  throw invalidRequest(`Invalid value for ${type}.`, { code: 'tax_id_invalid', param });
}

/**
 * Adds a tax ID to a customer, or to the account itself when `customer` is null. Throws tax_id_invalid for a number
 * that no such tax ID has. `param` names the value in errors.
 */
export function addTaxId(
  context: Context,
  customer: string | null,
  { type, value }: { readonly type: string; readonly value: string },
  param = 'value',
): Stripe.TaxId {
  checkTaxId(type, value, param);
  const { work } = context;
  const taxId = work.insert(taxIds, {
    id: work.newId(taxIds.prefix),
    object: 'tax_id',
    country: countryOf(type, value),
    created: work.now,
    customer,
    customer_account: null,
    livemode: false,
    owner:
      customer === null
        ? { customer_account: null, type: 'self' }
        : { customer, customer_account: null, type: 'customer' },
    type,
    value,
    verification: {
      status: isVerifiable(type) ? 'pending' : 'unavailable',
      verified_address: null,
      verified_name: null,
    },
  });
  if (customer !== null) work.emit('customer.tax_id.created', taxId);
  askOffice(context, taxId);
  return taxId;
}
