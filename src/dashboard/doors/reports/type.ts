import type { Entity, ResourceType } from '../../../kernel/entity.ts';

/** Sums of balance transactions of one type, in the smallest unit. */
export interface Sums {
  readonly count: number;
  readonly amount: number;
  readonly fee: number;
  readonly net: number;
}

/** Everything of one day in one currency. */
export interface DayOfCurrency {
  /** By the type of the balance transactions. */
  readonly types: Readonly<Record<string, Sums>>;
  /** Failed attempts by their reason. */
  readonly failed: Readonly<Record<string, { readonly count: number; readonly amount: number }>>;
  /** Change of the monthly recurring revenue, and the part of it that ended subscriptions have paid. */
  readonly mrr: number;
  readonly churned: number;
  /** Subscriptions that became active, and those that ceased to be. */
  readonly started: number;
  readonly ended: number;
}

export type Currencies = Readonly<Record<string, DayOfCurrency>>;

/** The totals of a day of an account: those of what no later commit can add to. */
export interface ReportDay extends Entity {
  readonly object: 'florin.report_day';
  readonly currencies: Currencies;
}

/** The last balance transaction and event that are in the totals, and what they sum up to. */
export interface ReportProgress extends Entity {
  readonly object: 'florin.report';
  /** The position of the last balance transaction; -1 before the first. */
  readonly transaction: number;
  /** The id of the last event; '' before the first. */
  readonly event: string;
  /** The monthly recurring revenue and the number of active subscriptions, by currency. */
  readonly mrr: Readonly<Record<string, number>>;
  readonly active: Readonly<Record<string, number>>;
}

/** The part of a subscription in the totals. */
export interface CountedSubscription extends Entity {
  readonly object: 'florin.report_subscription';
  readonly currency: string;
  readonly mrr: number;
  readonly active: boolean;
}

const unlisted = <T extends Entity>(object: T['object'], prefix: string): ResourceType<T> => ({
  object,
  prefix,
  noun: 'report',
  idParam: 'id',
  listed: false,
});

export const reportDays = unlisted<ReportDay>('florin.report_day', 'repday');
export const reportProgress = unlisted<ReportProgress>('florin.report', 'rep');
export const countedSubscriptions = unlisted<CountedSubscription>('florin.report_subscription', 'repsub');
