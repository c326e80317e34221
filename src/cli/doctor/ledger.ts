import type Stripe from 'stripe';
import { nameIn, plainName } from '../../kernel/account-names.ts';
import type { InventoryPosting } from '../../kernel/inventory.ts';
import { type BalanceTransaction, isOfBilling, type Money } from '../../ledger/type.ts';
import type { Reserve } from '../../transfers/reserves/reserve.ts';
import { createSums, type Differences } from './differences.ts';

/** Rebuilds the books of one world from its postings and compares them with its balance transactions. */
export interface LedgerCheck {
  posting(posting: InventoryPosting): void;
  /** A balance transaction, or one of a customer's cash balance, with its expected postings. */
  transaction(object: BalanceTransaction | Stripe.CustomerCashBalanceTransaction, account: string | null): void;
  /** Part of a platform's balance that is held for the debt of an account. */
  reserve(reserve: Reserve): void;
  /** Sums of the postings by `book currency`. */
  readonly books: ReadonlyMap<string, number>;
  finish(): void;
}

export function createLedgerCheck(world: string, differences: Differences): LedgerCheck {
  // A key for the books: postings add to it, balance transactions subtract, and zero must remain.
  const lines = createSums();
  const balance = createSums();
  const books = new Map<string, number>();
  const seen = new Set<string>();
  /** Money between accounts, by currency: each of them has what another lacks. */
  const between = createSums();
  /** Part of a platform's balance that is held, minus what its accounts' reserves show. */
  const reserved = createSums();

  function expect(transaction: string, book: string, currency: string, amount: number, availableOn: number): void {
    lines.add(`${transaction} ${book} ${currency} ${availableOn}`, -amount);
  }

  return {
    books,
    posting({ transaction, book, currency, amount, availableOn }) {
      // The books of Billing have a check of their own.
      if (!isOfBilling(plainName(book))) lines.add(`${transaction} ${book} ${currency} ${availableOn}`, amount);
      balance.add(`${transaction} ${currency}`, amount);
      if (plainName(book) === 'connect') between.add(currency, amount);
      if (plainName(book) === 'reserve') reserved.add(currency, amount);
      const name = `${book} ${currency}`;
      books.set(name, (books.get(name) ?? 0) + amount);
    },
    transaction(object, account) {
      const bookOf = (book: string) => nameIn(account, book);
      seen.add(object.id);
      const { id, currency } = object;
      if (object.object === 'balance_transaction') {
        if (object.net !== object.amount - object.fee) {
          differences.add(
            world,
            `${id} has a net of ${object.net}, not its amount of ${object.amount} minus its fee of ${object.fee}`,
          );
        }
        const ofApplication = object.fee_details.find(({ type }) => type === 'application_fee')?.amount ?? 0;
        const { book = 'acquirer', original, originalFee } = object.internal ?? {};
        const counter = (book: string, amount: number, converted: Money | undefined) => {
          const { available_on: availableOn } = object;
          if (!converted) return expect(id, bookOf(book), currency, amount, availableOn);
          expect(id, bookOf('conversion'), currency, amount, availableOn);
          expect(id, bookOf('conversion'), converted.currency, -converted.amount, availableOn);
          expect(id, bookOf(book), converted.currency, converted.amount, availableOn);
        };
        counter('merchant', object.net, undefined);
        counter('fees', object.fee - ofApplication, undefined);
        counter('connect', ofApplication, originalFee);
        counter(book, -object.amount, original && { ...original, amount: -original.amount });
      } else {
        expect(id, bookOf('customer_cash'), currency, object.net_amount, object.created);
        expect(id, bookOf('acquirer'), currency, -object.net_amount, object.created);
      }
    },
    reserve({ held }) {
      for (const [currency, amount] of Object.entries(held)) reserved.add(currency, -amount);
    },
    finish() {
      for (const [currency, amount] of reserved.rest()) {
        differences.add(world, `the reserve differs by ${amount} ${currency} from what is held for its accounts`);
      }
      for (const [currency, amount] of between.rest()) {
        differences.add(world, `the accounts' connect books sum to ${amount} ${currency}, not to zero`);
      }
      for (const [name, amount] of balance.rest()) {
        const [id, currency] = name.split(' ');
        differences.add(world, `the postings of ${id} sum to ${amount} ${currency}, not to zero`);
      }
      for (const [name, amount] of lines.rest()) {
        const [id = '', book, currency, availableOn] = name.split(' ');
        const line = `${book}, available on ${availableOn}`;
        differences.add(
          world,
          seen.has(id)
            ? `${id} and its postings differ by ${amount} ${currency} (${line})`
            : `postings of ${amount} ${currency} (${line}) belong to ${id}, which does not exist`,
        );
      }
    },
  };
}
