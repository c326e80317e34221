/** Countries in the Single Euro Payments Area, whose bank accounts are debited in euros. */
const SEPA = 'AT BE BG CH CY CZ DE DK EE ES FI FR GI GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK';

/** Countries whose bank accounts are debited for negative balances (https://docs.stripe.com/connect/account-balances). */
export const DEBITED_COUNTRIES: ReadonlySet<string> = new Set(['AU', 'CA', 'GB', 'NZ', 'US', ...SEPA.split(' ')]);
