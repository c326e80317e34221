import type { AccountSettings } from '../kernel/context.ts';
import { decimals } from '../shared/currencies.ts';
import { exchangeRate } from '../shared/exchange-rates.ts';
import type { Money } from './type.ts';

/** Money as it moves a balance: converted, with its original and the rate, where the balance holds another currency. */
export interface Converted extends Money {
  /** Units of the balance's currency for one of the original's. */
  readonly exchangeRate?: number;
  readonly original?: Money;
}

/** The part of a converted amount that is left to a balance: 2 % are the price of a conversion. */
const AFTER_CONVERSION = 0.98;
/** Significant digits of a rate. */
const RATE_DIGITS = 6;

/**
 * The currency in which a balance holds what is paid in a currency: the same one if the account has a bank account in it,
 * its default currency otherwise (https://docs.stripe.com/connect/currencies). A platform's own balance holds every currency.
 */
export function settlementCurrency({ settlesIn, defaultCurrency }: AccountSettings, currency: string): string {
  return settlesIn === undefined || settlesIn.includes(currency) ? currency : defaultCurrency;
}

/** Money that a balance receives: converted at the rate less the price of the conversion. */
export function convertIn(money: Money, to: string): Converted {
  return money.currency === to ? money : convertAt(money, to, round(midRate(money.currency, to) * AFTER_CONVERSION));
}

/** Money that leaves a balance again, such as a refund: converted at the rate itself. */
export function convertBack(money: Money, to: string): Converted {
  return money.currency === to ? money : convertAt(money, to, midRate(money.currency, to));
}

/** Money converted at a given rate. Amounts are rounded to the nearest smallest unit. */
export function convertAt(money: Money, to: string, rate: number): Converted {
  const units = money.amount * rate * 10 ** (decimals(to) - decimals(money.currency));
  // Half a unit is rounded away from zero, so that what is returned is what was received.
  const amount = Math.sign(units) * Math.round(Math.abs(units));
  return { amount, currency: to, exchangeRate: rate, original: { amount: money.amount, currency: money.currency } };
}

/** Units of one currency for one of another, without the price of a conversion. */
export function midRate(from: string, to: string): number {
  const rate = exchangeRate(from, to);
  if (rate === undefined) throw new Error(`there is no rate from ${from} to ${to}`);
  return rate;
}

function round(rate: number): number {
  return Number(rate.toPrecision(RATE_DIGITS));
}
