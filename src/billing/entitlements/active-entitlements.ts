import { customers } from '../../customers/type.ts';
import { checkNamed } from '../../kernel/list.ts';
import { resource } from '../../kernel/resource.ts';
import { activeEntitlements } from './type.ts';

export const activeEntitlementResource = resource(activeEntitlements, {
  collection: '/v1/entitlements/active_entitlements',
  item: '/v1/entitlements/active_entitlements/{id}',
  retrieve: true,
  async list({ customer }, context) {
    await checkNamed(context, customers, customer, 'customer');
    return { where: { customer } };
  },
});
