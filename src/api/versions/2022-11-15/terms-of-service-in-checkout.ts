import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const termsOfServiceInCheckout: VersionChange = {
  description: 'Payers can be asked to accept terms of service.',
  response: {
    'checkout.session': removeFields('consent.terms_of_service', 'consent_collection.terms_of_service'),
  },
};
