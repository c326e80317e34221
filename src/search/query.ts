/** A query of Stripe's search language as it was written: clauses that all have to hold, or any of them. */
export interface Query {
  readonly match: 'all' | 'any';
  readonly clauses: readonly Clause[];
}

/** One condition, as `-metadata["colour"]:"red"`. */
export interface Clause {
  readonly negated: boolean;
  /** As `payment_method_details.card.last4`. */
  readonly field: string;
  /** The key in brackets after the field; null without brackets. */
  readonly key: string | null;
  readonly operator: Operator;
  readonly value: Value;
  /** Start of the clause in the query, from 0. */
  readonly at: number;
}

export const OPERATORS = [':', '~', '=', '>', '<', '>=', '<='] as const;
export type Operator = (typeof OPERATORS)[number];

/** `quoted` text; a `bare` integer or decimal number as written; or `null` for absence. */
export type Value =
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'bare'; readonly text: string }
  | { readonly kind: 'null' };
