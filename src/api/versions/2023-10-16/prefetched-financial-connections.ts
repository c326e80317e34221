import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const prefetchedFinancialConnections: VersionChange = {
  description: 'Data of US bank accounts can be fetched ahead.',
  response: {
    'checkout.session': removeFields('payment_method_options.us_bank_account.financial_connections.prefetch'),
    payment_intent: removeFields('payment_method_options.us_bank_account.financial_connections.prefetch'),
    setup_intent: removeFields('payment_method_options.us_bank_account.financial_connections.prefetch'),
  },
};
