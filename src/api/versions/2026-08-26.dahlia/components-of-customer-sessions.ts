import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const componentsOfCustomerSessions: VersionChange = {
  description: 'Customer Sessions can open the customer portal and tell active entitlements.',
  response: {
    customer_session: removeFields('components.active_entitlements', 'components.customer_portal'),
  },
};
