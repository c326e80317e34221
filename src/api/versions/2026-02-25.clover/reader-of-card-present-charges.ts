import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const readerOfCardPresentCharges: VersionChange = {
  description: 'Charges of a card that was present name the reader and its location.',
  response: {
    charge: removeFields(
      'payment_method_details.card_present.location',
      'payment_method_details.card_present.reader',
      'payment_method_details.interac_present.location',
      'payment_method_details.interac_present.reader',
    ),
    confirmation_token: removeFields(
      'payment_method_preview.card.generated_from.payment_method_details.card_present.location',
      'payment_method_preview.card.generated_from.payment_method_details.card_present.reader',
    ),
    payment_method: removeFields(
      'card.generated_from.payment_method_details.card_present.location',
      'card.generated_from.payment_method_details.card_present.reader',
    ),
  },
};
