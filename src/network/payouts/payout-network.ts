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
  /** What became of a payout: the number by which the receiving bank finds it, or a failure. */
  resultOf(order: PayoutOrder): Promise<{ readonly trace: string } | { readonly failure: BankFailure }>;
  /** What became of a top-up from a bank account: undefined if the money came. */
  drawFrom(source: string | null): Promise<BankFailure | undefined>;
}

export const payoutNetworkPort = port<PayoutNetwork>('payout network');
