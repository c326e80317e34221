import type Stripe from 'stripe';
import type { CreditNote } from '../../billing/credit-notes/type.ts';
import type { CreditGrant, CreditTransaction } from '../../billing/credits/type.ts';
import type { InvoicePayment } from '../../billing/invoice-payments/type.ts';
import type { Invoice } from '../../billing/invoices/type.ts';
import type { BalanceChange } from '../../customers/balance/type.ts';
import type { Customer } from '../../customers/type.ts';
import { accountOfName, nameIn } from '../../kernel/account-names.ts';
import { isHash } from '../../kernel/hash.ts';
import { INVENTORY_PAGE, type Inventory, type InventoryObject } from '../../kernel/inventory.ts';
import { storageKey } from '../../kernel/object-map.ts';
import type { Reserve } from '../../transfers/reserves/reserve.ts';
import type { BillingBooksCheck } from './billing-books.ts';
import type { Differences } from './differences.ts';
import type { InvoicesCheck } from './invoices.ts';
import type { LedgerCheck } from './ledger.ts';
import type { PaymentsCheck } from './payments.ts';
import { type Reference, referencesOf } from './references.ts';

/** A consumer of pages of objects. */
interface Checks {
  readonly differences: Differences;
  readonly ledger: LedgerCheck;
  readonly payments: PaymentsCheck;
  readonly invoices: InvoicesCheck;
  readonly billing: BillingBooksCheck;
}

/** Checks a page of objects and their references. */
export async function examineObjects(
  inventory: Inventory,
  world: string,
  page: readonly InventoryObject[],
  { differences, ledger, payments, invoices, billing }: Checks,
): Promise<void> {
  const references: { readonly from: string; readonly accounts: readonly string[]; readonly reference: Reference }[] =
    [];
  for (const { id, type, revision, deleted, body } of page) {
    if (body === null) {
      differences.add(world, `the ${type} ${id} is at revision ${revision}, which does not exist`);
      continue;
    }
    if (deleted) continue;
    const object = JSON.parse(body) as Record<string, unknown>;
    tally(object, accountOfName(id), ledger, payments);
    tallyInvoices(object, invoices);
    tallyBilling(object, billing);
    const accounts = accountsOf(object, id);
    for (const reference of referencesOf(object)) {
      if (reference.id !== world) references.push({ from: id, accounts, reference });
    }
  }
  const ids = new Set(references.flatMap(({ accounts, reference }) => placesOf(reference, accounts)));
  const known = new Set<string>();
  for (const some of portions([...ids])) for (const id of await inventory.known(world, some)) known.add(id);
  for (const { from, accounts, reference } of references) {
    if (placesOf(reference, accounts).some((place) => known.has(place))) continue;
    differences.add(world, `${reference.field} of ${from} is ${reference.id}, which does not exist`);
  }
}

/** Adds an object. Stored objects have the newest shape of their type. */
function tally(object: object, account: string | null, ledger: LedgerCheck, payments: PaymentsCheck): void {
  const typed = object as
    | Stripe.BalanceTransaction
    | Stripe.CustomerCashBalanceTransaction
    | Stripe.Charge
    | Stripe.ApplicationFee
    | Stripe.PaymentIntent
    | Reserve
    | Stripe.Refund
    | Stripe.Payout
    | Stripe.Topup
    | Stripe.Transfer;
  if (typed.object === 'charge') payments.charge(typed);
  else if (typed.object === 'payment_intent') payments.intent(typed);
  else if (typed.object === 'refund') payments.refund(typed);
  else if (typed.object === 'transfer') payments.transfer(typed);
  else if (typed.object === 'application_fee') payments.fee(typed);
  else if (typed.object === 'payout') payments.payout(typed);
  else if (typed.object === 'topup') payments.topup(typed);
  else if (typed.object === 'connect_reserve') ledger.reserve(typed);
  else if (typed.object === 'customer_cash_balance_transaction') ledger.transaction(typed, account);
  else if (typed.object === 'balance_transaction') {
    ledger.transaction(typed, account);
    payments.transaction(typed);
  }
}

/** As `tally`, for what invoices are rebuilt from. */
function tallyInvoices(object: object, invoices: InvoicesCheck): void {
  const typed = object as CreditNote | Customer | Invoice | InvoicePayment | Stripe.CustomerBalanceTransaction;
  if (typed.object === 'invoice') invoices.invoice(typed);
  else if (typed.object === 'invoice_payment') invoices.payment(typed);
  else if (typed.object === 'credit_note') invoices.note(typed);
  else if (typed.object === 'customer') invoices.customer(typed);
  else if (typed.object === 'customer_balance_transaction') invoices.balanceTransaction(typed);
}

/** As `tally`, for what is in the books of Billing. */
function tallyBilling(object: object, billing: BillingBooksCheck): void {
  const typed = object as
    | BalanceChange
    | CreditGrant
    | CreditNote
    | CreditTransaction
    | Customer
    | Invoice
    | InvoicePayment
    | Stripe.Refund;
  if (typed.object === 'invoice') billing.invoice(typed);
  else if (typed.object === 'invoice_payment') billing.payment(typed);
  else if (typed.object === 'credit_note') billing.note(typed);
  else if (typed.object === 'customer') billing.customer(typed);
  else if (typed.object === 'customer_balance_transaction') billing.change(typed);
  else if (typed.object === 'billing.credit_grant') billing.grant(typed);
  else if (typed.object === 'billing.credit_balance_transaction') billing.credits(typed);
  else if (typed.object === 'refund') billing.refund(typed);
}

/** The connected accounts whose objects an object may refer to: its own, and those that it moved money to or from. */
function accountsOf(object: Readonly<Record<string, unknown>>, id: string): readonly string[] {
  const { account, destination, source, internal } = object as {
    readonly [field in 'account' | 'destination' | 'source' | 'internal']?: unknown;
  };
  const named = [accountOfName(id), account, destination, fieldOf(source, 'id'), fieldOf(internal, 'account')];
  return named.filter((one): one is string => typeof one === 'string' && one.startsWith('acct_'));
}

function fieldOf(value: unknown, name: string): unknown {
  return isHash(value) ? value[name] : undefined;
}

/** Returns the storage keys that a reference may point to: with the platform, or with one of the accounts. */
function placesOf({ names, id }: Reference, accounts: readonly string[]): string[] {
  const keys = [id, ...names.map((name) => storageKey(name, id))];
  return [...accounts.flatMap((account) => keys.map((key) => nameIn(account, key))), ...keys];
}

function* portions(ids: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < ids.length; from += INVENTORY_PAGE) yield ids.slice(from, from + INVENTORY_PAGE);
}
