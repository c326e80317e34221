import type { VersionChange } from '../change.ts';
import { collapseField } from '../fields.ts';

export const expandableMandateOfCardCharges: VersionChange = {
  description: 'The mandate of a card charge can be expanded.',
  response: {
    charge: collapseField('payment_method_details.card.mandate'),
  },
};
