import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { methodContext } from '../payment-methods/make.ts';
import { type Token, tokens } from './type.ts';

/** The brand names of the older card object, which differ from those of payment methods. */
const BRANDS: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'MasterCard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

const create = operation(
  'POST /v1/tokens',
  async (context, params): Promise<Token> => {
    refuseUnsupported(params, ['account', 'bank_account', 'customer', 'cvc_update', 'person', 'pii']);
    const { card } = params;
    if (card === undefined) {
      throw invalidRequest('You must supply either a card, customer, bank account, or account to create a token.');
    }
    if (typeof card === 'string') throw invalidRequest('Invalid object', { param: 'card' });
    const { work, caller } = context;
    const method = methodContext(context);
    const tokenized = method.network.tokenize(
      {
        number: card.number,
        expMonth: Number(card.exp_month),
        expYear: Number(card.exp_year),
        ...(card.cvc !== undefined && { cvc: card.cvc }),
      },
      method,
    );
    const shown: Stripe.Card = {
      id: work.newId('card'),
      object: 'card',
      address_city: card.address_city ?? null,
      address_country: card.address_country ?? null,
      address_line1: card.address_line1 ?? null,
      address_line1_check: card.address_line1 === undefined ? null : 'unchecked',
      address_line2: card.address_line2 ?? null,
      address_state: card.address_state ?? null,
      address_zip: card.address_zip ?? null,
      address_zip_check: card.address_zip === undefined ? null : 'unchecked',
      allow_redisplay: 'unspecified',
      brand: BRANDS[tokenized.brand] ?? 'Unknown',
      country: tokenized.country,
      ...(card.currency !== undefined && { currency: card.currency.toLowerCase() }),
      cvc_check: tokenized.cvcProvided ? 'unchecked' : null,
      dynamic_last4: null,
      exp_month: tokenized.expMonth,
      exp_year: tokenized.expYear,
      fingerprint: tokenized.fingerprint,
      funding: tokenized.funding,
      last4: tokenized.last4,
      metadata: {},
      name: card.name ?? null,
      networks: { preferred: null },
      regulated_status: tokenized.regulated ? 'regulated' : 'unregulated',
      tokenization_method: null,
      ...{ wallet: null },
    };
    return work.insert(tokens, {
      id: work.newId(tokens.prefix),
      object: 'token',
      card: shown,
      client_ip: caller.ip,
      created: work.now,
      livemode: false,
      type: 'card',
      used: false,
      internal: { card: tokenized },
    });
  },
  'publishable',
);

const retrieve = operation('GET /v1/tokens/{token}', ({ work }, _params, path) => work.require(tokens, path.token));

export const tokenOperations: Operation[] = [create, retrieve];
