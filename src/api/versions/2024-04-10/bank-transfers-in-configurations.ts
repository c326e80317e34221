import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const bankTransfersInConfigurations: VersionChange = {
  description: 'Payment method configurations tell of bank transfers and Revolut Pay.',
  response: { payment_method_configuration: removeFields('customer_balance', 'revolut_pay') },
};
