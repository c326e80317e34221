import type Stripe from 'stripe';
import { parameterMissing } from '../kernel/errors.ts';
import type { PaymentMethodModule } from '../methods/method.ts';
import { methodOf } from '../methods/registry.ts';
import type { BillingField } from '../shared/method-spec.ts';
import type { PaymentMethod } from './type.ts';

/** Throws parameter_missing for a billing field that a type of payment method requires. */
export function checkBilling(
  { requires = [] }: PaymentMethodModule,
  billing: Stripe.PaymentMethod.BillingDetails,
  under?: string,
): void {
  const field = requires.find((wanted) => !hasField(billing, wanted));
  if (field === undefined) return;
  const path = field.split('.').map((part) => `[${part}]`);
  throw parameterMissing(`${under === undefined ? 'billing_details' : `${under}[billing_details]`}${path.join('')}`);
}

function hasField({ name, email, phone, address }: Stripe.PaymentMethod.BillingDetails, field: BillingField): boolean {
  const values: Record<BillingField, string | null | undefined> = {
    name,
    email,
    phone,
    'address.country': address?.country,
    'address.line1': address?.line1,
    'address.postal_code': address?.postal_code,
  };
  return Boolean(values[field]);
}

/** Throws parameter_missing for a field that is still missing when a method is used. */
export function checkRequiredFields(method: PaymentMethod, { shipped }: { shipped: boolean }): void {
  const module = methodOf(method.type);
  checkBilling(module, method.billing_details, 'payment_method_data');
  if (module.requiresShipping && !shipped) throw parameterMissing('shipping');
}
