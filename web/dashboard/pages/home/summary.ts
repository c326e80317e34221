/** Sums of a day. Amounts in the smallest unit; `day` in seconds since epoch. */
export interface DaySums {
  readonly day: number;
  readonly gross: number;
  readonly refunded: number;
  readonly fees: number;
  readonly net: number;
  readonly failed: number;
  readonly payments: number;
}

export interface CurrencySums {
  readonly currency: string;
  readonly days: readonly DaySums[];
}

/** Response of `GET /summary`. */
export interface Summary {
  readonly read: number;
  readonly complete: boolean;
  readonly from: number;
  readonly days: number;
  readonly currencies: readonly CurrencySums[];
  readonly failures: readonly { readonly reason: string; readonly count: number }[];
  readonly needs: {
    readonly disputes: readonly {
      readonly id: string;
      readonly amount: number;
      readonly currency: string;
      readonly due_by: number | null;
    }[];
    readonly endpoints: readonly { readonly id: string; readonly url: string }[];
    readonly requests: readonly { readonly code: string; readonly count: number }[];
  };
}
