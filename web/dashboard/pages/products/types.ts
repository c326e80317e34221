import type { Words } from '../../words/en.ts';

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly description: string | null;
  readonly images: readonly string[];
  readonly tax_code: string | null;
  readonly default_price: Price | string | null;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Price {
  readonly id: string;
  readonly product: string;
  readonly active: boolean;
  readonly currency: string;
  readonly unit_amount: number | null;
  readonly unit_amount_decimal: string | null;
  readonly billing_scheme: string;
  readonly recurring: { readonly interval: string; readonly interval_count: number } | null;
  readonly nickname: string | null;
  readonly created: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The periods of a form, as the API has them. */
export const PERIODS: Readonly<Record<keyof Words['products']['periods'], readonly [interval: string, count: number]>> =
  {
    day: ['day', 1],
    week: ['week', 1],
    month: ['month', 1],
    quarter: ['month', 3],
    half: ['month', 6],
    year: ['year', 1],
  };
