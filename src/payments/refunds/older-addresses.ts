import { charges } from '../../charges/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { OlderAddress } from '../../kernel/older-address.ts';

async function ofCharge({ charge = '' }: Record<string, string>, { work }: Context) {
  await work.require(charges, charge);
  return { params: { charge } };
}

async function oneOfCharge({ charge = '', refund = '' }: Record<string, string>, { work }: Context) {
  await work.require(charges, charge);
  return { path: { refund } };
}

/** Refunds below their charge. */
export const olderRefundAddresses: readonly OlderAddress[] = [
  { at: 'POST /v1/charges/{charge}/refunds', is: 'POST /v1/refunds', as: ofCharge },
  { at: 'GET /v1/charges/{charge}/refunds', is: 'GET /v1/refunds', as: ofCharge },
  { at: 'GET /v1/charges/{charge}/refunds/{refund}', is: 'GET /v1/refunds/{refund}', as: oneOfCharge },
  { at: 'POST /v1/charges/{charge}/refunds/{refund}', is: 'POST /v1/refunds/{refund}', as: oneOfCharge },
  {
    at: 'POST /v1/charges/{charge}/refund',
    is: 'POST /v1/refunds',
    as: ofCharge,
    // The oldest address answers with the charge that it changed.
    answer: ({ charge = '' }, { work }) => work.require(charges, charge),
  },
];
