import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const textBesideTermsOfService: VersionChange = {
  description: 'Merchants can say something beside the terms of service.',
  response: {
    'checkout.session': removeFields('custom_text.terms_of_service_acceptance'),
  },
};
