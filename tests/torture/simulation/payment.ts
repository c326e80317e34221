/** A payment in the model, and its commands. Amounts are in the currency's smallest unit. */

export const METHODS = {
  good: 'pm_card_visa',
  declined: 'pm_card_chargeDeclined',
  challenged: 'pm_card_threeDSecure2Required',
  disputed: 'pm_card_createDispute',
  slow_refunds: 'pm_card_pendingRefund',
  failing_refunds: 'pm_card_refundFail',
  mobilepay: null,
} as const;
export type Method = keyof typeof METHODS;

export type Command =
  | {
      readonly do: 'create';
      readonly amount: number;
      readonly currency: string;
      readonly capture: 'automatic' | 'manual';
      /** The payment method of an immediate confirmation. */
      readonly method: Method | null;
    }
  | { readonly do: 'confirm'; readonly method: Method }
  | { readonly do: 'press'; readonly choice: 'authorize' | 'fail' }
  | { readonly do: 'capture'; readonly amount: number | null }
  | { readonly do: 'refund'; readonly amount: number | null }
  | { readonly do: 'amount'; readonly amount: number }
  | { readonly do: 'note'; readonly name: string; readonly text: string }
  | { readonly do: 'cancel' }
  | { readonly do: 'accept dispute' }
  | { readonly do: 'counter dispute'; readonly evidence: 'winning_evidence' | 'losing_evidence' }
  | { readonly do: 'read' }
  /** Searches for its tag. */
  | { readonly do: 'find' }
  /** The clock reached a moment. */
  | { readonly do: 'wait' };

export type Status =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled';

/** A change that time brings. */
export interface Due {
  readonly atMs: number;
  readonly what:
    | 'action ends'
    | 'authorization ends'
    | 'refund gets its reference'
    | 'refund fails'
    | 'refund comes'
    | 'dispute lapses';
  /** The number of its action or refund. */
  readonly about: number;
}

export interface Refund {
  readonly amount: number;
  readonly status: 'succeeded' | 'pending' | 'failed';
  /** True if it returned money, or released an authorization. */
  readonly gave: boolean;
}

export interface Payment {
  readonly status: Status;
  readonly amount: number;
  readonly currency: string;
  readonly capture: 'automatic' | 'manual';
  readonly method: Method | null;
  readonly capturable: number;
  readonly received: number;
  readonly refunds: readonly Refund[];
  readonly dispute: 'needs_response' | 'lost' | 'won' | null;
  /** Its contribution to the balance. */
  readonly net: number;
  /** True if the bank approved at least once. */
  readonly charged: boolean;
  readonly notes: Readonly<Record<string, string>>;
  /** The number of required actions; the newest is open while the payment waits. */
  readonly actions: number;
  readonly dues: readonly Due[];
  /** Types of emitted events, oldest first. */
  readonly told: readonly string[];
}

export const OPEN: readonly Status[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
