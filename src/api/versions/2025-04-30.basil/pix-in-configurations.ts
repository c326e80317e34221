import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const pixInConfigurations: VersionChange = {
  description: 'Payment method configurations tell of Pix.',
  response: { payment_method_configuration: removeFields('pix') },
};
