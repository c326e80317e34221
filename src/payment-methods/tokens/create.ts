import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { verifierPort } from '../../network/ports.ts';
import { bankAccountOf, plainNumber } from './bank-account.ts';
import { cardOfToken, vaultCard } from './card.ts';
import { contentOfAccount, contentOfPerson, withoutNumbers } from './identity.ts';
import { type Token, type TokenInternal, tokens } from './type.ts';

type Params = Stripe.TokenCreateParams;

/** The kinds of tokens. A request creates one. */
const KINDS = ['account', 'bank_account', 'card', 'cvc_update', 'person', 'pii'] as const;

/** The prefixes of tokens that have one of their own. */
const PREFIXES: Readonly<Record<string, string>> = {
  account: 'ct',
  bank_account: 'btok',
  cvc_update: 'cvctok',
  person: 'cpt',
  pii: 'pii',
};

/** A CVC is three digits, or the four of American Express. */
const CVC = /^\d{3,4}$/;

export const createToken = operation(
  'POST /v1/tokens',
  async (context, params): Promise<Token> => {
    const given = KINDS.filter((kind) => params[kind] !== undefined);
    const [kind] = given;
    if (kind === undefined) {
      throw invalidRequest('You must supply either a card, customer, bank account, or account to create a token.');
    }
    if (given.length > 1) throw invalidRequest(`You may only specify one of these parameters: ${given.join(', ')}.`);
    return insert(context, kind, await contentOf(context, kind, params));
  },
  {
    access: 'publishable',
    forPages: ['account', 'bank_account', 'card', 'cvc_update', 'person', 'pii'],
    notYet: ['bank_account[payment_method]', 'customer'],
  },
);

type Content = Pick<Token, 'card' | 'bank_account'> & { readonly internal?: TokenInternal };

async function contentOf(context: Context, kind: (typeof KINDS)[number], params: Params): Promise<Content> {
  switch (kind) {
    case 'account':
      return { internal: await contentOfAccount(context, params.account ?? {}) };
    case 'card':
      return ofCard(context, params.card);
    case 'bank_account':
      return ofBankAccount(context, params.bank_account);
    case 'cvc_update':
      return ofCvc(params.cvc_update);
    case 'pii':
      return { internal: { numbers: (await withoutNumbers(context, { ...params.pii })).numbers } };
    case 'person':
      return { internal: await contentOfPerson(context, params.person ?? {}) };
  }
}

function insert({ work, caller }: Context, kind: string, { internal = {}, ...shown }: Content): Token {
  return work.insert(tokens, {
    id: work.newId(PREFIXES[kind] ?? tokens.prefix),
    object: 'token',
    ...shown,
    client_ip: caller.ip,
    created: work.now,
    livemode: false,
    type: kind,
    used: false,
    internal,
  });
}

function ofCard(context: Context, typed: Params['card']): Content {
  if (typed === undefined || typeof typed === 'string') throw invalidRequest('Invalid object', { param: 'card' });
  const card = vaultCard(context, typed, 'card');
  return { card: cardOfToken(context, typed, card), internal: { card } };
}

async function ofBankAccount(context: Context, typed: Params['bank_account']): Promise<Content> {
  if (typed === undefined || typeof typed === 'string') {
    throw invalidRequest('Invalid object', { param: 'bank_account' });
  }
  const account = bankAccountOf(context, typed, 'bank_account');
  const bank = await context.use(verifierPort).findBank(plainNumber(typed.account_number));
  return { bank_account: account, internal: { ...(bank && { bank }) } };
}

/** A CVC is checked and discarded; the token only records that one was sent. */
function ofCvc(update: Params['cvc_update']): Content {
  if (CVC.test(update?.cvc ?? '')) return {};
  throw new StripeError(402, {
    type: 'card_error',
    code: 'invalid_cvc',
    param: 'cvc_update[cvc]',
    message: "Your card's security code is invalid.",
  });
}
