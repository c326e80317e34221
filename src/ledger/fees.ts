/** What processing a payment costs: a share of the amount and a fixed part by currency, in the smallest unit. */
export interface FeeSchedule {
  /** Hundredths of a percent: 290 is 2.9%. */
  readonly basisPoints: number;
  readonly fixed: Readonly<Record<string, number>>;
}

/** Fixed parts that are worth about 30 US cents. A currency that is not named has none. */
const FIXED = {
  usd: 30,
  eur: 25,
  gbp: 20,
  dkk: 180,
  sek: 180,
  nok: 200,
  chf: 30,
  cad: 30,
  aud: 30,
  nzd: 30,
  jpy: 40,
  krw: 400,
};

/** By the account's country; `default` for countries that are not named. Hosts can pass their own table. */
export const STANDARD_FEES: Readonly<Record<string, FeeSchedule>> = {
  US: { basisPoints: 290, fixed: FIXED },
  default: { basisPoints: 290, fixed: FIXED },
};

/** The fee of a payment in its currency's smallest unit, rounded half up and never more than the amount. */
export function processingFee(amount: number, currency: string, country: string, table = STANDARD_FEES): number {
  const schedule = table[country] ?? table.default;
  if (!schedule) return 0;
  const share = Math.floor((amount * schedule.basisPoints + 5_000) / 10_000);
  return Math.min(amount, share + (schedule.fixed[currency] ?? 0));
}
