import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const paymentDetailsAndLineItems: VersionChange = {
  description:
    'PaymentIntents hold line items, shipping, tax and discounts of their amount, and references of the order.',
  response: {
    payment_intent: removeFields(
      'amount_details.discount_amount',
      'amount_details.line_items',
      'amount_details.shipping',
      'amount_details.tax',
      'payment_details',
    ),
  },
};
