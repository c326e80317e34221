/** Response of `GET /summary`. */
export interface Summary {
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
