import type { AccountDeclineName } from './declines.ts';

/** One bank account of the simulated world: its number, and what its bank does when it is debited. */
export interface TestAccount {
  /** Stripe's payment method type. */
  readonly type: string;
  /** The account's token, which says its behaviour: the number itself is never kept. */
  readonly name: string;
  readonly number: string;
  /** Of a debit, what it is refused with; null when the money comes. */
  readonly declines: AccountDeclineName | null;
  /** `saved`: it cannot be set up or paid with at all; `debited`: a debit that was on its way comes back. */
  readonly declinesWhen: 'saved' | 'debited';
  /** What follows once the money has come. */
  readonly aftermath: 'dispute_debit' | null;
  /** Its bank never says whether the money comes. */
  readonly silent: boolean;
  /** The small deposits that verify it cannot be sent. */
  readonly refusesDeposits: boolean;
  readonly risk: 'normal' | 'highest';
  /** Names of its ready-made ids, without `pm_`. */
  readonly readyMade: readonly string[];
}

/** An account of a type whose debits go well, but for `differs`. */
export function account(
  type: string,
  name: string,
  number: string,
  differs: Partial<Omit<TestAccount, 'type' | 'name' | 'number'>> = {},
): TestAccount {
  return {
    type,
    name: `${type}/${name}`,
    number,
    declines: null,
    declinesWhen: 'debited',
    aftermath: null,
    silent: false,
    refusesDeposits: false,
    risk: 'normal',
    readyMade: [],
    ...differs,
  };
}
