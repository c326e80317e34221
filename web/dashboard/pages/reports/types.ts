import type { Words } from '../../words/en.ts';

/** Figures of a day; `day` in seconds since epoch, amounts in the smallest unit. */
export interface ReportDay {
  readonly day: number;
  readonly payments: number;
  readonly gross: number;
  readonly refunds: number;
  readonly fees: number;
  readonly net: number;
  readonly payouts: number;
  readonly failed: number;
  readonly failures: number;
  readonly mrr: number;
  readonly churned: number;
  readonly started: number;
  readonly ended: number;
}

export interface CurrencyReport {
  readonly currency: string;
  readonly mrr: number;
  readonly active: number;
  readonly days: readonly ReportDay[];
  readonly failures: readonly { readonly reason: string; readonly count: number; readonly amount: number }[];
}

/** Response of `GET /reports`. */
export interface Reports {
  readonly from: number;
  readonly days: number;
  readonly complete: boolean;
  readonly reached: number | null;
  readonly currencies: readonly CurrencyReport[];
}

export type ViewName = keyof Words['reports']['views'];

/** A report: the figure of each day that it shows, and how they come together in one. */
export interface View {
  readonly name: ViewName;
  readonly field: keyof ReportDay;
  readonly tone?: 'bad';
  /** True for a level, whose last day counts; else the days are added up. */
  readonly isLevel?: true;
}

export const VIEWS: readonly View[] = [
  { name: 'gross', field: 'gross' },
  { name: 'net', field: 'net' },
  { name: 'fees', field: 'fees' },
  { name: 'refunds', field: 'refunds', tone: 'bad' },
  { name: 'failed', field: 'failed', tone: 'bad' },
  { name: 'payouts', field: 'payouts' },
  { name: 'mrr', field: 'mrr', isLevel: true },
  { name: 'churn', field: 'churned', tone: 'bad' },
];

/** The one figure of a view. */
export function figureOf({ field, isLevel }: View, { days }: CurrencyReport): number {
  return isLevel ? (days.at(-1)?.[field] ?? 0) : days.reduce((sum, day) => sum + day[field], 0);
}
