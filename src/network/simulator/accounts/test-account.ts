import type { AccountDeclineName } from './declines.ts';

/** A test bank account: its number, and its bank's behaviour. */
export interface TestAccount {
  /** The API's payment method type. */
  readonly type: string;
  /** The account's token, which selects its behaviour: the number is never stored. */
  readonly name: string;
  readonly number: string;
  /** The decline of a debit; null if it succeeds. */
  readonly declines: AccountDeclineName | null;
  /** `saved`: setup and payment fail; `debited`: a pending debit is returned. */
  readonly declinesWhen: 'saved' | 'debited';
  /** Later events of a successful payment. */
  readonly aftermath: 'dispute_debit' | null;
  /** True if its bank never answers. */
  readonly silent: boolean;
  /** True if its bank answers minutes rather than seconds later. */
  readonly slow: boolean;
  /** True if its verification deposits are undeliverable. */
  readonly refusesDeposits: boolean;
  readonly risk: 'normal' | 'highest';
  /** Names of its test ids, without `pm_`. */
  readonly readyMade: readonly string[];
}

/** Builds a test account from its differences to one whose debits succeed. */
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
    slow: false,
    refusesDeposits: false,
    risk: 'normal',
    readyMade: [],
    ...differs,
  };
}
