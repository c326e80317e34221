/** The fields of a customer that its pages show. */
export interface Customer {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly description: string | null;
  readonly created: number;
  readonly balance: number;
  readonly currency: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly invoice_settings?: { readonly default_payment_method: string | null };
  readonly cash_balance?: { readonly available: Readonly<Record<string, number>> | null } | null;
}

export interface SavedMethod {
  readonly id: string;
  readonly type: string;
  readonly allow_redisplay?: string;
  readonly card?: {
    readonly brand: string;
    readonly last4: string;
    readonly exp_month: number;
    readonly exp_year: number;
  };
  readonly billing_details: {
    readonly name: string | null;
    readonly email: string | null;
    readonly address: { readonly country: string | null; readonly postal_code: string | null } | null;
  };
}

export interface TaxId {
  readonly id: string;
  readonly type: string;
  readonly value: string;
}
