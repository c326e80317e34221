import type Stripe from 'stripe';
import { parameterMissing } from '../kernel/errors.ts';
import type { PaymentMethodModule } from '../methods/method.ts';
import { methodOf } from '../methods/registry.ts';
import type { BillingField } from '../shared/method-spec.ts';
import type { PaymentMethod } from './type.ts';

/** Throws parameter_missing where a payer has not said of themselves what their method cannot do without. */
export function checkBilling(
  { requires = [] }: PaymentMethodModule,
  billing: Stripe.PaymentMethod.BillingDetails,
  under?: string,
): void {
  const field = requires.find((wanted) => !told(billing, wanted));
  if (field === undefined) return;
  const path = field.split('.').map((part) => `[${part}]`);
  throw parameterMissing(`${under === undefined ? 'billing_details' : `${under}[billing_details]`}${path.join('')}`);
}

function told({ name, email, phone, address }: Stripe.PaymentMethod.BillingDetails, field: BillingField): boolean {
  const said: Record<BillingField, string | null | undefined> = {
    name,
    email,
    phone,
    'address.country': address?.country,
    'address.line1': address?.line1,
    'address.postal_code': address?.postal_code,
  };
  return Boolean(said[field]);
}

/** Throws parameter_missing for what is still not said when a method is used. */
export function checkTold(method: PaymentMethod, { shipped }: { shipped: boolean }): void {
  const module = methodOf(method.type);
  checkBilling(module, method.billing_details, 'payment_method_data');
  if (module.requiresShipping && !shipped) throw parameterMissing('shipping');
}
