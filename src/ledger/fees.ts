/** Amounts by currency, each in its smallest unit. A currency that is not named has none. */
type ByCurrency = Readonly<Record<string, number>>;

/** Fees: a percentage and a fixed amount for a payment, and a fixed amount for a dispute. */
export interface FeeSchedule {
  /** Hundredths of a percent: 290 is 2.9%. */
  readonly basisPoints: number;
  readonly fixed: ByCurrency;
  /** Charged for every dispute that withdraws funds. It is not returned if the dispute is won. */
  readonly dispute?: ByCurrency;
  /** The network's fee for a countered compliance dispute. It is returned if the dispute is won. */
  readonly complianceDispute?: ByCurrency;
}

/** Worth about 30 US cents. */
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

/** 15 US dollars, 20 euros or pounds, and about as much elsewhere. */
const DISPUTE = {
  usd: 1_500,
  eur: 2_000,
  gbp: 2_000,
  dkk: 15_000,
  sek: 15_000,
  nok: 15_000,
  chf: 2_000,
  cad: 1_500,
  aud: 2_500,
  nzd: 2_500,
  jpy: 1_500,
  krw: 20_000,
};

/** 500 US dollars, and similar amounts in other currencies. */
const COMPLIANCE_DISPUTE = {
  usd: 50_000,
  eur: 45_000,
  gbp: 40_000,
  dkk: 350_000,
  sek: 500_000,
  nok: 500_000,
  chf: 45_000,
  cad: 70_000,
  aud: 75_000,
  nzd: 85_000,
  jpy: 75_000,
  krw: 700_000,
};

const STANDARD: FeeSchedule = {
  basisPoints: 290,
  fixed: FIXED,
  dispute: DISPUTE,
  complianceDispute: COMPLIANCE_DISPUTE,
};

/** By the account's country; `default` for countries that are not named. Hosts can pass their own table. */
export const STANDARD_FEES: Readonly<Record<string, FeeSchedule>> = { US: STANDARD, default: STANDARD };

/** The fee of a payment in its currency's smallest unit, rounded half up and never more than the amount. */
export function processingFee(amount: number, currency: string, country: string, table = STANDARD_FEES): number {
  const schedule = scheduleOf(country, table);
  if (!schedule) return 0;
  const share = Math.floor((amount * schedule.basisPoints + 5_000) / 10_000);
  return Math.min(amount, share + (schedule.fixed[currency] ?? 0));
}

/** The fee of a dispute in the payment's currency, in its smallest unit. */
export function disputeFee(
  kind: 'dispute' | 'complianceDispute',
  currency: string,
  country: string,
  table = STANDARD_FEES,
): number {
  return scheduleOf(country, table)?.[kind]?.[currency] ?? 0;
}

function scheduleOf(country: string, table: Readonly<Record<string, FeeSchedule>>): FeeSchedule | undefined {
  return table[country] ?? table.default;
}
