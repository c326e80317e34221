/** The facts of a payment method that forms need. The server computes them from the method's module. */
export interface MethodSpec {
  readonly type: string;
  /** Its name, where the texts have no translation. */
  readonly label: string;
  readonly flow: MethodFlow;
  /** Billing details that a form collects. */
  readonly collects: readonly BillingField[];
  /** Its own fields, in order. */
  readonly fields: readonly MethodField[];
  /** True if it can be saved for later payments. */
  readonly reusable: boolean;
  /** The colour of its icon, as CSS. */
  readonly color: string | null;
}

/**
 * `immediate`: the network answers at once, perhaps after authentication; `redirect`: the customer approves on another
 * page; `app`: they approve in an app; `qr_code`, `voucher`, `bank_transfer`: they pay with details that they are shown;
 * `bank_debit`: the money is debited from their account.
 */
export type MethodFlow = 'immediate' | 'redirect' | 'app' | 'qr_code' | 'voucher' | 'bank_transfer' | 'bank_debit';

/** A part of `billing_details` that a form may collect. */
export type BillingField = 'name' | 'email' | 'phone' | 'address.country' | 'address.line1' | 'address.postal_code';

/**
 * A form's field for a parameter of `payment_method_data[<type>]`, or of `payment_method_options[<type>]`. Its label is
 * the text `field.<name>`.
 */
export interface MethodField {
  readonly name: string;
  readonly kind: 'numeric' | 'select' | 'text';
  /** A regular expression for complete values, in upper case and without spaces, dots, dashes and slashes. */
  readonly pattern?: string;
  readonly placeholder?: string;
  /** True if it takes half of a row. */
  readonly half?: boolean;
  readonly optional?: boolean;
  /** True if it belongs to the payment: a parameter of `payment_method_options[<type>]`. */
  readonly ofPayment?: true;
  /** The values of a select with their labels. If null, the label is the name of a country or the text `field.<value>`. */
  readonly options?: Readonly<Record<string, string | null>>;
}
