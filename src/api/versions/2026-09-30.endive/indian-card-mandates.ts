import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const indianCardMandates: VersionChange = {
  description: 'Mandates of cards hold the details of an Indian e-mandate.',
  response: {
    mandate: removeFields('payment_method_details.card.india'),
  },
};
