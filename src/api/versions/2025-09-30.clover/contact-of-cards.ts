import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

/** The official libraries know nothing of these fields; the API answers them. */
export const contactOfCards: VersionChange = {
  description: 'Cards tell the e-mail address and telephone number of their owner.',
  response: {
    card: removeFields('email', 'phone'),
  },
};
