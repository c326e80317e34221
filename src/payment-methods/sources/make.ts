import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { cardDetails } from '../../methods/card.ts';
import type { TokenizedCard } from '../../network/type.ts';
import { billingDetails } from '../billing-details.ts';
import { insertVaulted, methodContext } from '../make.ts';
import { bankAccountOf, type TypedBankAccount } from '../tokens/bank-account.ts';
import { type TypedCard, vaultCard } from '../tokens/card.ts';
import { takeToken } from '../tokens/spend.ts';
import { type LegacySource, type PaymentMethod, paymentMethods } from '../type.ts';
import { testBankAccount } from './test-bank-accounts.ts';
import { type BankAccount, bankAccounts, type CustomerSource, type NewBankAccount } from './type.ts';

/** A source parameter: the id of a token or source, or a typed card or bank account. */
export type GivenSource =
  | string
  | ({ readonly object?: 'card' } & TypedCard)
  | ({ readonly object: 'bank_account' } & TypedBankAccount);

/**
 * Creates a source from a token or typed details, or returns the one of an id. A card gets the id that its token
 * contained. Throws for unknown or used tokens and unusable sources.
 */
export async function makeSource(context: Context, given: GivenSource, param: string): Promise<CustomerSource> {
  if (typeof given === 'string') return fromId(context, given, param);
  if (given.object === 'bank_account') return insertBankAccount(context, bankAccountOf(context, given, param));
  return insertCard(context, vaultCard(context, given, param), given, { id: context.work.newId('card') });
}

async function fromId(context: Context, id: string, param: string): Promise<CustomerSource> {
  const { work } = context;
  if (id.startsWith('src_')) return existingSource(context, id, param);
  const method = methodContext(context);
  const card = id.startsWith('tok_') ? method.network.wellKnownCard(id, method) : undefined;
  if (card) return insertCard(context, card, {}, { id: work.newId('card') });
  const bank = testBankAccount(id);
  if (bank) return insertBankAccount(context, bankAccountOf(context, bank.typed, param), bank.verified);
  const token = await takeToken(context, id, param);
  if (token.internal.card && token.card) {
    return insertCard(context, token.internal.card, token.card, { id: token.card.id });
  }
  if (token.bank_account) return insertBankAccount(context, token.bank_account);
  throw invalidRequest(`The token ${id} is of type ${token.type}. Use the token of a card or a bank account.`, {
    param,
  });
}

/** A source that was made before. One that was used up is as good as none. */
async function existingSource({ work }: Context, id: string, param: string): Promise<PaymentMethod> {
  const found = await work.get(paymentMethods, id);
  if (found?.internal.legacy?.object !== 'source') throw resourceMissing('source', id, param, 400);
  if (found.internal.legacy.status === 'chargeable') return found;
  throw invalidRequest(`The source ${id} was already used (its status is ${found.internal.legacy.status}).`, { param });
}

/** The address fields of the older card object. */
type CardAddress = Partial<
  Record<
    'address_city' | 'address_country' | 'address_line1' | 'address_line2' | 'address_state' | 'address_zip' | 'name',
    string | null
  >
>;

/** Returns billing details from the fields of the older card object. */
export function billingOfCard(
  card: CardAddress,
  current?: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  const address = {
    city: card.address_city,
    country: card.address_country,
    line1: card.address_line1,
    line2: card.address_line2,
    postal_code: card.address_zip,
    state: card.address_state,
  };
  const given = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined));
  return billingDetails({ address: given, ...(card.name != null && { name: card.name }) }, current);
}

/** Adds a card as a payment method that has an id of the older API. */
export function insertCard(
  context: Context,
  card: TokenizedCard,
  address: CardAddress,
  { id, as = { object: 'card' } }: { id: string; as?: LegacySource },
): PaymentMethod {
  const vaulted = {
    ...cardDetails(card),
    type: 'card',
    billing: billingOfCard(address),
    allowRedisplay: 'unspecified' as const,
    metadata: {},
    radarSession: null,
  };
  return insertVaulted(context, vaulted, { id, as });
}

function insertBankAccount({ work }: Context, account: NewBankAccount, verified = false): BankAccount {
  return work.insert(bankAccounts, {
    ...account,
    customer: null,
    status: verified ? 'verified' : 'new',
    internal: { failedVerifications: 0 },
  });
}
