import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const lossReasonOfKlarnaDisputes: VersionChange = {
  description: 'Lost Klarna disputes tell the reason.',
  response: {
    dispute: removeFields('payment_method_details.klarna.chargeback_loss_reason_code'),
  },
};
