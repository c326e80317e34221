import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const walletOptionsInCheckout: VersionChange = {
  description: 'Checkout Sessions tell which wallets they show.',
  response: {
    'checkout.session': removeFields('wallet_options'),
  },
};
