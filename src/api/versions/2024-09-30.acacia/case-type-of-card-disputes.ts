import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const caseTypeOfCardDisputes: VersionChange = {
  description: 'Disputes of cards tell whether they are inquiries or chargebacks.',
  response: {
    dispute: removeFields('payment_method_details.card.case_type'),
  },
};
