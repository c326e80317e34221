import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { verifierPort } from '../../network/ports.ts';
import type { NumberKind, NumberReferences } from '../../network/verification/type.ts';
import { bankAccountOf, plainNumber } from './bank-account.ts';
import { cardOfToken, vaultCard } from './card.ts';
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

/** National numbers of persons and companies, of which only the verifier's references are stored. */
const NATIONAL_NUMBERS = [
  'id_number',
  'id_number_secondary',
  'registration_number',
  'ssn_last_4',
  'tax_id',
  'vat_id',
] as const satisfies readonly NumberKind[];

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
      return ofAccount(context, params.account ?? {});
    case 'card':
      return ofCard(context, params.card);
    case 'bank_account':
      return ofBankAccount(context, params.bank_account);
    case 'cvc_update':
      return ofCvc(params.cvc_update);
    case 'pii':
      return { internal: { numbers: (await withoutNumbers(context, { ...params.pii })).numbers } };
    case 'person':
      return ofPerson(context, params.person ?? {});
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

async function ofPerson(context: Context, person: Stripe.TokenCreateParams.Person): Promise<Content> {
  const { rest, numbers } = await withoutNumbers(context, { ...person });
  return { internal: { person: rest, numbers } };
}

/** The numbers of an account are its company's, or those of the person that it is of. */
async function ofAccount(context: Context, account: Stripe.TokenCreateParams.Account): Promise<Content> {
  const { company, individual, ...others } = account;
  const ofCompany = await withoutNumbers(context, { ...company });
  const ofIndividual = await withoutNumbers(context, { ...individual });
  return {
    internal: {
      account: {
        ...others,
        ...(company && { company: ofCompany.rest }),
        ...(individual && { individual: ofIndividual.rest }),
      },
      numbers: { ...ofCompany.numbers, ...ofIndividual.numbers },
    },
  };
}

/** Leaves the numbers among some parameters with the verifier. */
async function withoutNumbers(
  context: Context,
  params: Readonly<Record<string, unknown>>,
): Promise<{ rest: object; numbers: NumberReferences }> {
  const rest = { ...params };
  const numbers: Partial<Record<NumberKind, string>> = {};
  for (const kind of NATIONAL_NUMBERS) {
    const value = rest[kind];
    delete rest[kind];
    if (typeof value === 'string' && value !== '') {
      numbers[kind] = await context.use(verifierPort).keepNumber(kind, value);
    }
  }
  return { rest, numbers };
}
