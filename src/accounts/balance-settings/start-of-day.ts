import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import type { StartOfDay } from '../../ledger/type.ts';

type Given = Stripe.BalanceSettingsUpdateParams.Payments.SettlementTiming.StartOfDay;

/** The time zones in which the day of an account can begin, and the last hour at which it can. */
interface Zones {
  readonly zones: readonly string[];
  readonly lastHour: number;
}

/** By the account's country (https://docs.stripe.com/connect/customized-start-of-day). */
const COUNTRIES: Readonly<Record<string, Zones>> = {
  AU: {
    zones: ['Adelaide', 'Brisbane', 'Darwin', 'Hobart', 'Melbourne', 'Perth', 'Sydney'].map(
      (city) => `Australia/${city}`,
    ),
    lastHour: 4,
  },
  HK: { zones: ['Asia/Hong_Kong'], lastHour: 6 },
  ID: { zones: ['Asia/Jakarta', 'Asia/Jayapura', 'Asia/Makassar'], lastHour: 6 },
  IN: { zones: ['Asia/Kolkata'], lastHour: 6 },
  JP: { zones: ['Asia/Tokyo'], lastHour: 6 },
  MY: { zones: ['Asia/Kuala_Lumpur'], lastHour: 6 },
  NZ: { zones: ['Pacific/Auckland', 'Pacific/Chatham'], lastHour: 6 },
  SG: { zones: ['Asia/Singapore'], lastHour: 6 },
  TH: { zones: ['Asia/Bangkok'], lastHour: 6 },
};

const UTC = 'Etc/UTC';
const PARAM = 'payments[settlement_timing][start_of_day]';

/** The start of an account's day after a call; undefined for midnight in UTC. Throws for one that its country does not have. */
export function withStartOfDay(
  current: StartOfDay | undefined,
  given: Given | '' | null | undefined,
  country: string,
): StartOfDay | undefined {
  if (given === undefined) return current;
  if (!given) return undefined;
  const found = COUNTRIES[country];
  if (!found) {
    const countries = Object.keys(COUNTRIES).join(', ');
    throw invalidRequest(`The start of day can be set for accounts in ${countries}, not in ${country}.`, {
      param: PARAM,
    });
  }
  const start = {
    hour: given.hour ?? current?.hour ?? 0,
    minutes: given.minutes ?? current?.minutes ?? 0,
    timezone: given.timezone ?? current?.timezone ?? UTC,
  };
  checkStart(start, found);
  return start;
}

function checkStart({ hour, minutes, timezone }: StartOfDay, { zones, lastHour }: Zones): void {
  if (timezone !== UTC && !zones.includes(timezone)) {
    throw invalidRequest(`The time zone must be one of ${[...zones, UTC].join(', ')}, not ${timezone}.`, {
      param: `${PARAM}[timezone]`,
    });
  }
  if (minutes !== 0 && minutes !== 30) {
    throw invalidRequest('The day begins at 0 or 30 minutes after an hour.', { param: `${PARAM}[minutes]` });
  }
  const last = timezone === UTC ? 0 : lastHour;
  if (hour >= 0 && hour * 60 + minutes <= last * 60) return;
  throw invalidRequest(`In ${timezone} the day begins from 00:00 to 0${last}:00.`, { param: `${PARAM}[hour]` });
}
