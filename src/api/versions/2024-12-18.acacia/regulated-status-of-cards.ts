import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const regulatedStatusOfCards: VersionChange = {
  description: 'Cards tell whether their fees are regulated.',
  response: {
    card: removeFields('regulated_status'),
    charge: removeFields('payment_method_details.card.regulated_status'),
    confirmation_token: removeFields('payment_method_preview.card.regulated_status'),
    payment_method: removeFields('card.regulated_status'),
  },
};
