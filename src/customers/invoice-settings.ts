import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { paymentMethods } from '../payment-methods/type.ts';
import type { Customer } from './type.ts';

export type InvoiceSettingsParam =
  | Stripe.CustomerCreateParams.InvoiceSettings
  | Stripe.CustomerUpdateParams.InvoiceSettings;

/** Returns a customer with changed invoice settings; '' unsets one. Throws for a payment method of another customer. */
export async function withInvoiceSettings(
  context: Context,
  customer: Customer,
  given: InvoiceSettingsParam | undefined,
): Promise<Customer> {
  if (given === undefined) return customer;
  const { custom_fields: fields, default_payment_method: method, footer, rendering_options: rendering } = given;
  if (method) await checkOwned(context, customer, method);
  const settings: Stripe.Customer.InvoiceSettings = {
    ...customer.invoice_settings,
    ...(fields !== undefined && { custom_fields: fields || null }),
    ...(method !== undefined && { default_payment_method: method || null }),
    ...(footer !== undefined && { footer: footer || null }),
    ...(rendering !== undefined && {
      rendering_options: rendering
        ? { amount_tax_display: rendering.amount_tax_display || null, template: rendering.template ?? null }
        : null,
    }),
  };
  return { ...customer, invoice_settings: settings };
}

async function checkOwned({ work }: Context, customer: Customer, id: string): Promise<void> {
  const method = await work.get(paymentMethods, id);
  if (method && idOf(method.customer) === customer.id) return;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
  );
}
