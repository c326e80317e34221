import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const preferredLocalesOfPresentCards: VersionChange = {
  description: 'Cards that are present tell the languages of the holder.',
  response: {
    charge: removeFields('payment_method_details.card_present.preferred_locales'),
    confirmation_token: removeFields('payment_method_preview.card_present.preferred_locales'),
    payment_method: removeFields('card_present.preferred_locales'),
  },
};
