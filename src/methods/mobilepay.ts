import { captureWithin, redirectMethod } from './kinds/redirect.ts';

/** The payer has five minutes to open the app and approve. */
const APPROVAL_SECONDS = 300;
/** The card behind a MobilePay payment holds like other cards. */
const HOLDS_DAYS = 7;

/** MobilePay: a single-use wallet in Denmark and Finland, approved in its app; a hidden card pays. */
export const mobilepay = redirectMethod({
  type: 'mobilepay',
  label: 'MobilePay',
  color: '#5a78ff',
  currencies: ['dkk', 'eur', 'nok', 'sek'],
  countries: ['DK', 'FI'],
  boundTo: 'countries',
  onByDefault: true,
  capture: captureWithin(HOLDS_DAYS, false),
  actionSeconds: APPROVAL_SECONDS,
  payerEnters: 'phone',

  chargeDetails: (_method, outcome) => ({
    card: outcome?.outcome === 'approved' && outcome.card ? outcome.card : null,
  }),
});
