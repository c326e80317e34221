import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkCurrency } from '../../kernel/money.ts';

type Given = Stripe.BalanceSettingsUpdateParams.Payments.Payouts['minimum_balance_by_currency'];

/** Countries whose accounts are always paid out whole (https://docs.stripe.com/payouts/minimum-balances-for-automatic-payouts). */
const WITHOUT: ReadonlySet<string> = new Set(['BR', 'IN', 'TH']);
const PARAM = 'payments[payouts][minimum_balance_by_currency]';

/** Amounts that scheduled payouts leave in a balance after a call, by currency. An empty text removes an amount, or all of them. */
export function withMinimumBalances(
  current: Readonly<Record<string, number>> = {},
  given: Given,
  country: string,
): Readonly<Record<string, number>> {
  if (given === undefined) return current;
  if (!given) return {};
  if (WITHOUT.has(country)) {
    throw invalidRequest(`Accounts in ${country} cannot have a minimum balance.`, { param: PARAM });
  }
  const kept = { ...current };
  for (const [name, amount] of Object.entries(given)) {
    const currency = checkCurrency(name, `${PARAM}[${name}]`);
    if (!amount) delete kept[currency];
    else kept[currency] = checkedAmount(amount, `${PARAM}[${name}]`);
  }
  return kept;
}

function checkedAmount(amount: number, param: string): number {
  if (amount > 0) return amount;
  throw invalidRequest('Invalid non-negative integer', { code: 'parameter_invalid_integer', param });
}
