import { approvedInApp, awaitPayer } from './kinds/in-app.ts';

const APPROVAL_SECONDS = 300;

/** MB WAY: payers enter their phone number and approve in the app of Portuguese banks. */
export const mbWay = approvedInApp({
  type: 'mb_way',
  rank: 520,
  label: 'MB WAY',
  currencies: ['eur'],
  countries: ['PT'],
  requires: ['phone'],
  refund: { partial: true, withinDays: 365 },
  actionSeconds: APPROVAL_SECONDS,
  nextAction: awaitPayer,
});
