import { port } from '../../kernel/context.ts';

/** The reason why money did not arrive. */
export interface BankFailure {
  readonly code: string;
  readonly message: string;
}

/** Money for a bank account or a debit card. */
export interface PayoutOrder {
  readonly payout: string;
  readonly method: string;
  /** The code with which the bank account refuses payouts; null if they arrive. */
  readonly failure: string | null;
}

/** The banks that carry money to and from the accounts of merchants. */
export interface PayoutNetwork {
  /** The result of a payout: the number by which the receiving bank finds it, or a failure. */
  resultOf(order: PayoutOrder): Promise<{ readonly trace: string } | { readonly failure: BankFailure }>;
  /** The failure of a top-up from a bank account; undefined if it succeeded. */
  drawFrom(source: string | null): Promise<BankFailure | undefined>;
}

export const payoutNetworkPort = port<PayoutNetwork>('payout network');
