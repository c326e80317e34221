import type { OlderAddress } from '../kernel/older-address.ts';

/** Balance transactions under their former name. */
export const olderLedgerAddresses: readonly OlderAddress[] = [
  { at: 'GET /v1/balance/history', is: 'GET /v1/balance_transactions', as: () => ({}) },
  {
    at: 'GET /v1/balance/history/{id}',
    is: 'GET /v1/balance_transactions/{id}',
    as: (path) => ({ path }),
  },
];
