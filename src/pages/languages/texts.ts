import type { ShownDetail } from '../../methods/method.ts';
import type { Outcome } from '../authorize/outcome.ts';

interface Told {
  readonly title: string;
  readonly text: string;
}

/** Everything payers read, in one language. */
export interface Texts {
  /** BCP 47, for `lang` and for amounts and dates. */
  readonly locale: string;
  /** Marks test payments. */
  readonly test: string;
  readonly testNote: string;
  readonly amountTo: (merchant: string) => string;
  readonly wallet: {
    readonly title: (wallet: string) => string;
    readonly ask: (wallet: string) => string;
    readonly country: string;
    readonly denmark: string;
    readonly finland: string;
    readonly number: string;
    readonly numberHint: string;
    readonly numberWrong: string;
    readonly proceed: string;
    readonly asked: (wallet: string, lastDigits: string) => string;
    readonly choose: string;
    readonly authorize: string;
    readonly fail: string;
    readonly otherNumber: string;
    readonly page: (wallet: string) => string;
    readonly setup: (wallet: string) => string;
    readonly authorizeSetup: string;
    readonly failSetup: string;
    readonly deadline: (time: string, left: string) => string;
  };
  readonly display: {
    readonly scan: (method: string) => string;
    readonly codeAlt: string;
    readonly copy: string;
    readonly until: (day: string, time: string) => string;
    readonly fund: string;
    readonly details: Readonly<Record<ShownDetail['what'], string>>;
  };
  readonly deposits: {
    readonly title: string;
    readonly askCode: string;
    readonly askAmounts: string;
    readonly code: string;
    readonly first: string;
    readonly second: string;
    readonly hintCode: string;
    readonly hintAmounts: string;
    readonly wrong: string;
    readonly verify: string;
  };
  readonly mandate: {
    readonly title: string;
    readonly text: (merchant: string, method: string) => string;
    readonly account: string;
  };
  readonly challenge: {
    readonly title: string;
    readonly ask: string;
    readonly complete: string;
    readonly fail: string;
    readonly dismiss: string;
  };
  readonly outcome: Readonly<Record<Outcome, Told>>;
  /** Saving a payment method for later, where nothing is paid now. */
  readonly setup: {
    readonly withMerchant: (merchant: string) => string;
    readonly title: string;
    readonly ask: string;
    readonly outcome: Readonly<Record<Outcome, Told>>;
  };
  readonly back: (merchant: string) => string;
  readonly close: string;
  readonly receipt: {
    readonly title: (merchant: string) => string;
    readonly paid: string;
    readonly reserved: string;
    readonly released: string;
    readonly refunded: string;
    readonly partlyRefunded: string;
    readonly refundedAmount: string;
    readonly date: string;
    readonly method: string;
    readonly cardEnding: (brand: string, last4: string) => string;
    readonly number: string;
  };
  readonly problem: {
    readonly notFound: Told;
    readonly unclear: Told;
    readonly trouble: Told;
  };
}
