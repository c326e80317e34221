import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const captureBeforeOfCardCharges: VersionChange = {
  description: 'Card charges tell until when they can be captured.',
  response: {
    charge: removeFields('payment_method_details.card.capture_before'),
  },
};
