import { account, type TestAccount } from './test-account.ts';

/** Behaviours of a country's test IBANs, in the order of the lists below. */
const STORIES: readonly [string, Partial<TestAccount>][] = [
  ['success', {}],
  ['successDelayed', { slow: true }],
  ['failed', { declines: 'refer_to_customer' }],
  ['failedDelayed', { slow: true, declines: 'refer_to_customer' }],
  ['disputed', { aftermath: 'dispute_debit' }],
  ['exceedsWeeklyVolumeLimit', { declines: 'charge_exceeds_source_limit' }],
  ['exceedsWeeklyTransactionLimit', { declines: 'charge_exceeds_weekly_limit' }],
  ['insufficientFunds', { declines: 'insufficient_funds' }],
];

/** The test IBANs by country, `-` for none; debits of any other IBAN succeed. */
const IBANS: Readonly<Record<string, string>> = {
  at: 'AT611904300234573201 AT321904300235473204 AT861904300235473202 AT051904300235473205 AT591904300235473203 AT981904300000343434 AT601904300000121212 AT981904300002222227',
  be: 'BE62510007547061 BE78510007547064 BE68539007547034 BE51510007547065 BE08510007547063 BE90510000343434 BE52510000121212 BE90510002222227',
  de: 'DE89370400440532013000 DE08370400440532013003 DE62370400440532013001 DE78370400440532013004 DE35370400440532013002 DE65370400440000343434 DE27370400440000121212 DE65370400440002222227',
  ee: 'EE382200221020145685 EE222200221020145682 EE762200221020145680 EE922200221020145683 EE492200221020145681',
  fi: 'FI2112345600000785 FI3712345600000788 FI9112345600000786 FI1012345600000789 FI6412345600000787',
  fr: 'FR1420041010050500013M02606 FR3020041010050500013M02609 FR8420041010050500013M02607 FR7920041010050500013M02600 FR5720041010050500013M02608 FR9720041010050000000343434 FR5920041010050000000121212 FR9720041010050000002222227',
  hr: 'HR7624020064583467589 HR6323600002337876649 HR2725000096983499248 HR6723600004878117427 HR8724840081455523553',
  // The last one is used by the CLI's `trigger checkout.session.async_payment_failed`.
  it: 'IT40S0542811101000000123456 - IT60X0542811101000000123456',
};

export const SEPA_ACCOUNTS: readonly TestAccount[] = Object.entries(IBANS).flatMap(([country, ibans]) =>
  ibans.split(' ').flatMap((iban, at) => {
    const [name, differs] = STORIES[at] ?? [];
    if (name === undefined || iban === '-') return [];
    return [account('sepa_debit', `${name}_${country}`, iban, { ...differs, readyMade: [`${name}_${country}`] })];
  }),
);
