import type { Payment } from './rows.ts';

/** A payment at its place in a list. */
export interface Found {
  readonly payment: Payment;
  readonly cursor: string;
}

/** A batch of a list in the order it is walked. */
export interface Walked {
  readonly found: readonly Found[];
  /** The last place that was looked at; undefined at the end. */
  readonly reached: string | undefined;
  readonly looked: number;
}
