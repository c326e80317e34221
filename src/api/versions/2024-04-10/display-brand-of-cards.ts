import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const displayBrandOfCards: VersionChange = {
  description: 'Cards tell the brand to show, which the customer may have chosen among their networks.',
  response: {
    card: removeFields('networks'),
    payment_method: removeFields('card.display_brand'),
  },
};
