import type { Fact } from './facts.ts';

/**
 * The ways in which the older API accepts a source: as an id, which the package types, as the fields of a card or bank
 * account, and under the name of its kind.
 */

const text: Fact = { kind: 'string' };

/** The holder's name and address may be sent empty to leave them unset. */
const UNSETTABLE = /^(?:name|address_\w+)$/;

function hash(names: readonly string[], required: readonly string[], object: Fact): Fact {
  const fields = Object.fromEntries(
    names.map((name): [string, Fact] => [name, UNSETTABLE.test(name) ? { kind: 'emptyable', of: text } : text]),
  );
  return { kind: 'hash', fields: { ...fields, object }, required: [...required] };
}

const card = hash(
  [
    'address_city',
    'address_country',
    'address_line1',
    'address_line2',
    'address_state',
    'address_zip',
    'cvc',
    'exp_month',
    'exp_year',
    'name',
    'number',
  ],
  ['exp_month', 'exp_year', 'number'],
  { kind: 'enum', values: ['card'] },
);

const bankAccount = hash(
  [
    'account_holder_name',
    'account_holder_type',
    'account_number',
    'account_type',
    'country',
    'currency',
    'routing_number',
  ],
  ['account_number', 'country'],
  { kind: 'enum', values: ['bank_account'] },
);

const cardParam: Fact = { kind: 'union', of: [card, text] };
const source: Fact = { kind: 'union', of: [bankAccount, card, text] };

/** The parameters for a source that the package does not type. */
const params: Readonly<Record<string, Readonly<Record<string, Fact>>>> = {
  'POST /v1/accounts': { bank_account: { kind: 'union', of: [bankAccount, text] } },
  'POST /v1/accounts/{account}': { bank_account: { kind: 'union', of: [bankAccount, text] } },
  'POST /v1/charges': { card: cardParam, source },
  'POST /v1/customers': { card: cardParam, source },
  'POST /v1/customers/{customer}': { card: cardParam, source },
  'POST /v1/customers/{customer}/sources': {
    bank_account: { kind: 'union', of: [bankAccount, text] },
    card: cardParam,
    source,
  },
};

/** The parameters of an operation with the sources it takes. */
export function withOlderSources(id: string, fact: Fact): Fact {
  const sources = params[id];
  if (!sources || fact.kind !== 'hash') return fact;
  return {
    ...fact,
    fields: { ...fact.fields, ...sources },
    // Another parameter may bring the source instead.
    required: fact.required.filter((name) => name !== 'source'),
  };
}
