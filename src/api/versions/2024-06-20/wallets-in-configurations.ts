import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const walletsInConfigurations: VersionChange = {
  description: 'Payment method configurations tell of Amazon Pay, MobilePay and Swish.',
  response: { payment_method_configuration: removeFields('amazon_pay', 'mobilepay', 'swish') },
};
