import { captureWithin, redirectMethod } from './kinds/redirect.ts';

const APPROVAL_SECONDS = 300;
/** The underlying card's authorization lasts as long as any card's. */
const HOLDS_DAYS = 7;

/** MobilePay: a single-use wallet in Denmark and Finland, approved in its app and funded by a hidden card. */
export const mobilepay = redirectMethod({
  type: 'mobilepay',
  rank: 20,
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
