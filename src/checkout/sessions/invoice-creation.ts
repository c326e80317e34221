import type Stripe from 'stripe';
import { mergeMetadata } from '../../kernel/metadata.ts';

type Given =
  | Stripe.Checkout.SessionCreateParams.InvoiceCreation
  | Stripe.PaymentLinkCreateParams.InvoiceCreation
  | undefined;

/** The settings of the invoice that a session makes of its payment. */
export function invoiceCreation(given: Given): Stripe.Checkout.Session.InvoiceCreation {
  const data = given?.invoice_data;
  const rendering = data?.rendering_options || null;
  return {
    enabled: given?.enabled ?? false,
    invoice_data: {
      account_tax_ids: data?.account_tax_ids || null,
      custom_fields: data?.custom_fields || null,
      description: data?.description || null,
      footer: data?.footer || null,
      issuer: data?.issuer ? { type: data.issuer.type } : null,
      metadata: mergeMetadata({}, data?.metadata),
      rendering_options: rendering && {
        amount_tax_display: rendering.amount_tax_display || null,
        template: rendering.template ?? null,
      },
    },
  };
}
