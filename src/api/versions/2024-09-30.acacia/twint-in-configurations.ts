import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const twintInConfigurations: VersionChange = {
  description: 'Payment method configurations tell of TWINT.',
  response: { payment_method_configuration: removeFields('twint') },
};
