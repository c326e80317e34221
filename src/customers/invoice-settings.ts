import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { patch } from '../kernel/patch.ts';
import { namedMethod } from '../payment-methods/make.ts';
import type { Customer } from './type.ts';

type InvoiceSettingsParam = Stripe.CustomerCreateParams.InvoiceSettings | Stripe.CustomerUpdateParams.InvoiceSettings;

/** Applies a customer's invoice settings. Throws for a payment method of another customer. */
export async function withInvoiceSettings(
  context: Context,
  customer: Customer,
  given: InvoiceSettingsParam | undefined,
): Promise<Customer> {
  if (given === undefined) return customer;
  const named = given.default_payment_method;
  const method = named ? await ownedMethod(context, customer, named) : undefined;
  const settings = patch<Stripe.Customer.InvoiceSettings, InvoiceSettingsParam>(customer.invoice_settings, given, {
    custom_fields: true,
    default_payment_method: (id) => method ?? id,
    footer: true,
    rendering_options: ({ amount_tax_display: display, template }) => ({
      amount_tax_display: display || null,
      template: template ?? null,
    }),
  });
  return { ...customer, invoice_settings: settings };
}

/** The id of the customer's payment method that an id names. */
async function ownedMethod(context: Context, customer: Customer, id: string): Promise<string> {
  const method = await namedMethod(context, id);
  if (method && idOf(method.customer) === customer.id) return method.id;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
  );
}
