import type { Context } from '../kernel/context.ts';
import { availableOn } from '../ledger/availability.ts';
import { type Converted, convertAt, convertBack } from '../ledger/conversion.ts';
import type { Money } from '../ledger/type.ts';
import type { Settlement } from './type.ts';

/** Time when funds of a payment that move now become available (seconds since epoch). */
export function settledOn(settlement: Settlement | undefined, { account, work }: Context): number {
  const timing = settlement ?? account;
  return availableOn(work.worldNow, timing.country, timing);
}

/** The country of a charge's merchant. */
export function countryOf(settlement: Settlement | undefined, { account }: Context): string {
  return settlement?.country ?? account.country;
}

/** Money of a payment that its balance gives back: at today's rate, without the price of a conversion. */
export function givenBack(settlement: Settlement | undefined, money: Money): Converted {
  return settlement === undefined ? money : convertBack(money, settlement.currency);
}

/** Money of a payment at the payment's own rate, for what undoes it, such as a dispute. */
export function atPaymentRate(settlement: Settlement | undefined, money: Money): Converted {
  if (settlement?.exchangeRate === undefined) return money;
  return convertAt(money, settlement.currency, settlement.exchangeRate);
}
