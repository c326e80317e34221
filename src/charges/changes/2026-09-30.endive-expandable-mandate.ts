import type { VersionChange } from '../../kernel/version-change.ts';
import { collapseField } from '../../kernel/version-steps.ts';

export const expandableMandateOfCardCharges: VersionChange = {
  version: '2026-09-30.endive',
  description: '`payment_method_details.card.mandate` of a charge can be expanded.',
  response: {
    charge: collapseField('payment_method_details.card.mandate'),
  },
};
