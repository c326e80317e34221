import type Stripe from 'stripe';
import { resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { exchangeRate, RATED_CURRENCIES } from '../../shared/exchange-rates.ts';

const NOUN = 'exchange rate';

/** The rates of currencies that were asked for: they never change, and a list has thousands of them. */
const known = new Map<string, Record<string, number>>();

function exchangeRates(id: string): Stripe.ExchangeRate {
  const rates = known.get(id) ?? ratesOf(id);
  known.set(id, rates);
  return { id, object: 'exchange_rate', rates };
}

/** The rates of a currency into every other. */
function ratesOf(id: string): Record<string, number> {
  const rates = RATED_CURRENCIES.flatMap((to) => {
    const rate = exchangeRate(id, to);
    return to === id || rate === undefined ? [] : [[to, rate] as const];
  });
  return Object.freeze(Object.fromEntries(rates));
}

const list = operation('GET /v1/exchange_rates', async (_context, params) =>
  pageOfItems(RATED_CURRENCIES.map(exchangeRates), params, '/v1/exchange_rates', NOUN),
);

const retrieve = operation('GET /v1/exchange_rates/{rate_id}', async (_context, _params, path) => {
  if (RATED_CURRENCIES.includes(path.rate_id)) return exchangeRates(path.rate_id);
  throw resourceMissing(NOUN, path.rate_id, 'rate_id');
});

export const exchangeRateResource = view('exchange_rate', { operations: [list, retrieve] });
