import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { type MetadataParam, mergeMetadata } from '../../kernel/metadata.ts';
import { networkPort, verifierPort } from '../../network/ports.ts';
import type { TokenizedCard } from '../../network/type.ts';
import type { BankReference } from '../../network/verification/type.ts';
import { testBankAccount } from '../../payment-methods/sources/test-bank-accounts.ts';
import type { NewBankAccount } from '../../payment-methods/sources/type.ts';
import { bankAccountOf, plainNumber, type TypedBankAccount } from '../../payment-methods/tokens/bank-account.ts';
import { cardOfToken, type TypedCard, vaultCard } from '../../payment-methods/tokens/card.ts';
import { takeToken } from '../../payment-methods/tokens/spend.ts';
import type { Account } from '../type.ts';
import type { ExternalAccount, ExternalBankAccount, ExternalCard } from './type.ts';

/** An external account of a call: the id of a token, or a typed bank account or card. */
export type GivenExternal =
  | string
  | ({ readonly object?: 'bank_account' } & TypedBankAccount)
  | ({ readonly object: 'card' } & TypedCard & { readonly token?: string; readonly metadata?: MetadataParam });

/** The bank account behind the token that stands for one without being made. */
const ROUTING_OF_IBANS = '110000000';
/** The routing number of the test bank that takes instant payouts. */
const INSTANT_ROUTING = '110000000';

const NOTHING_DUE = { currently_due: [], errors: [], past_due: [], pending_verification: [] };

/** Creates an external account of an account. `param` is its path in errors. */
export async function makeExternalAccount(
  context: Context,
  account: Account,
  given: GivenExternal,
  param: string,
): Promise<ExternalAccount> {
  if (typeof given === 'string') return fromToken(context, account, given, param);
  if (given.object !== 'card') return fromBank(context, account, given, param);
  if (given.token !== undefined) return fromToken(context, account, given.token, `${param}[token]`);
  const card = vaultCard(context, given, param);
  const made = externalCard(context, account, cardOfToken(context, given, card), card, param);
  return { ...made, metadata: mergeMetadata({}, given.metadata) };
}

async function fromToken(context: Context, account: Account, id: string, param: string): Promise<ExternalAccount> {
  const bank = testBankAccount(id);
  if (bank) return fromBank(context, account, bank.typed, param);
  const { fingerprintKey } = context.account;
  const known = context.use(networkPort).wellKnownCard(id, { fingerprintKey, nowSeconds: context.work.worldNow });
  if (known) return externalCard(context, account, cardOfToken(context, {} as TypedCard, known), known, param);
  const token = await takeToken(context, id, param);
  if (token.bank_account) return fromBankToken(context, account, token.bank_account, token.internal.bank, param);
  if (token.internal.card && token.card) {
    return externalCard(context, account, token.card, token.internal.card, param);
  }
  throw invalidRequest(`The token ${id} is of type ${token.type}. Use the token of a bank account or a debit card.`, {
    param,
  });
}

async function fromBank(
  context: Context,
  account: Account,
  typed: TypedBankAccount,
  param: string,
): Promise<ExternalBankAccount> {
  const number = plainNumber(typed.account_number);
  const bank = await context.use(verifierPort).findBank(number);
  const currency = typed.currency ?? account.default_currency;
  const made = bankAccountOf(context, { ...typed, ...(currency && { currency }) }, param);
  const isIban = /^[A-Z]{2}/.test(number) || made.country === 'MX';
  const routed = { ...made, routing_number: made.routing_number ?? (isIban ? ROUTING_OF_IBANS : null) };
  return fromBankToken(context, account, routed, bank, `${param}[account_number]`);
}

function fromBankToken(
  context: Context,
  account: Account,
  made: NewBankAccount,
  bank: BankReference | undefined,
  param: string,
): ExternalBankAccount {
  if (!bank) {
    throw invalidRequest(
      'You must use a test bank account number in test mode. Try 000123456789 or see more options at https://stripe.com/docs/connect/testing#account-numbers.',
      { code: 'account_number_invalid', param },
    );
  }
  const isInstant = made.country === 'US' && account.country === 'US' && made.routing_number === INSTANT_ROUTING;
  return {
    ...made,
    id: context.work.newId('ba'),
    account: account.id,
    available_payout_methods: isInstant && bank.takesInstant ? ['standard', 'instant'] : ['standard'],
    default_for_currency: false,
    future_requirements: NOTHING_DUE,
    requirements: NOTHING_DUE,
    internal: { bank },
  };
}

function externalCard(
  context: Context,
  account: Account,
  card: Stripe.Card,
  vaulted: TokenizedCard,
  param: string,
): ExternalCard {
  if (vaulted.funding !== 'debit') {
    throw invalidRequest('The card is not a supported payout card. Provide a non-prepaid debit card instead.', {
      code: 'invalid_card_type',
      param,
    });
  }
  const { customer: _, ...shown } = card;
  return {
    ...shown,
    id: context.work.newId('card'),
    account: account.id,
    available_payout_methods: ['standard', 'instant'],
    currency: card.currency ?? account.default_currency ?? 'usd',
    default_for_currency: false,
    internal: { card: vaulted },
  };
}
