import type Stripe from 'stripe';
import { resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { exchangeRate, RATED_CURRENCIES } from '../../shared/exchange-rates.ts';

const NOUN = 'exchange rate';

/** The rates of a currency into every other. */
function ratesOf(id: string): Stripe.ExchangeRate {
  const rates = RATED_CURRENCIES.flatMap((to) => {
    const rate = exchangeRate(id, to);
    return to === id || rate === undefined ? [] : [[to, rate] as const];
  });
  return { id, object: 'exchange_rate', rates: Object.fromEntries(rates) };
}

const list = operation('GET /v1/exchange_rates', async (_context, params) =>
  pageOfItems(RATED_CURRENCIES.map(ratesOf), params, '/v1/exchange_rates', NOUN),
);

const retrieve = operation('GET /v1/exchange_rates/{rate_id}', async (_context, _params, path) => {
  if (RATED_CURRENCIES.includes(path.rate_id)) return ratesOf(path.rate_id);
  throw resourceMissing(NOUN, path.rate_id, 'rate_id');
});

export const exchangeRateResource = view('exchange_rate', { operations: [list, retrieve] });
