import { redirectMethod } from './kinds/redirect.ts';

/** The simulated payer's coin and network. */
const PAID_WITH = { network: 'base', token_currency: 'usdc' };
const ADDRESS_DIGITS = 40;
const HASH_DIGITS = 64;

/** Stablecoins, sent from the payer's own wallet on a page; the merchant is paid in dollars. */
export const crypto = redirectMethod({
  type: 'crypto',
  rank: 450,
  label: 'Stablecoins',
  currencies: ['usd'],
  countries: 'all',
  amounts: { usd: { max: 1_000_000 } },

  chargeDetails: (_method, _outcome, payment) => ({
    ...PAID_WITH,
    buyer_address: hex(payment.reference(ADDRESS_DIGITS / 2)),
    transaction_hash: hex(payment.reference(HASH_DIGITS / 2)),
  }),
});

function hex(reference: string): string {
  return `0x${Buffer.from(reference).toString('hex')}`;
}
