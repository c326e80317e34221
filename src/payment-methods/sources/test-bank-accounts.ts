import type { TypedBankAccount } from '../tokens/bank-account.ts';

/** A bank account behind a ready-made token. */
interface TestBankAccount {
  readonly typed: TypedBankAccount;
  readonly verified: boolean;
}

const US: TypedBankAccount = {
  account_holder_name: 'Jane Austen',
  account_holder_type: 'individual',
  account_number: '000123456789',
  country: 'US',
  currency: 'usd',
  routing_number: '110000000',
};

/** The tokens for bank accounts that test mode has ready, as tests of the older API use them. */
const READY_MADE: Readonly<Record<string, TestBankAccount>> = {
  btok_us: { typed: US, verified: false },
  btok_us_verified: { typed: US, verified: true },
};

/** The bank account behind a ready-made token; undefined when there is none. */
export function testBankAccount(id: string): TestBankAccount | undefined {
  return Object.hasOwn(READY_MADE, id) ? READY_MADE[id] : undefined;
}
