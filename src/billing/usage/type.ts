import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** The hour that a moment lies in, and the day; both counted from the epoch. */
export const HOUR_SECONDS = 3_600;
export const HOURS_OF_DAY = 24;

/** Totals of events, for every formula of meters. Decimals are texts, since it is stored. */
export interface Tally {
  readonly count: number;
  readonly sum: string;
  /** The latest event; null if there is none. */
  readonly last: { readonly timestamp: number; readonly value: string } | null;
}

/** An accepted meter event. Its id is its identifier. */
export interface UsageEvent extends Entity {
  readonly object: 'usage_event';
  readonly meter: string;
  readonly customer: string;
  readonly timestamp: number;
  /** A decimal. */
  readonly value: string;
  /** Time when it was received, in seconds since epoch on the customer's clock. */
  readonly created: number;
  readonly canceled?: true;
}

/** The usage that a customer reported to a meter on one day (UTC): the tally of each hour that has events. */
export interface UsageDay extends Entity {
  readonly object: 'usage_day';
  readonly hours: Readonly<Record<number, Tally>>;
}

/** A meter and one of its customers, by their ids. */
export interface UsageAccount {
  readonly meter: string;
  readonly customer: string;
}

export const usageEvents: ResourceType<UsageEvent> = {
  object: 'usage_event',
  prefix: 'mtrevt',
  noun: 'meter event',
  idParam: 'identifier',
  namedByCallers: true,
  listed: false,
  listedBy: ({ canceled, timestamp, ...account }) => (canceled ? [] : [hourList(account, hourOf(timestamp))]),
};

export const usageDays: ResourceType<UsageDay> = {
  object: 'usage_day',
  prefix: 'usage_day',
  noun: 'usage day',
  idParam: 'id',
  namedByCallers: true,
  listed: false,
};

export function hourOf(moment: number): number {
  return Math.floor(moment / HOUR_SECONDS);
}

/** The list of the events of an hour. */
export function hourList({ meter, customer }: UsageAccount, hour: number): string {
  return `hour/${meter}/${customer}/${hour}`;
}

/** The id of the day that an hour lies in. */
export function dayId({ meter, customer }: UsageAccount, hour: number): string {
  return `${meter}/${customer}/${Math.floor(hour / HOURS_OF_DAY)}`;
}
