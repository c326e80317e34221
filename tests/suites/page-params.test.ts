import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContractType, HashType } from '../../src/contract/contract.ts';
import type { Operation } from '../../src/kernel/operation.ts';
import { BUILT } from '../support/declared.ts';
import { createHarness, type Harness } from '../support/harness.ts';

/** Parameters that pages may send on confirm, besides `payment_method_data`. */
const CONFIRMATION = [
  'client_secret',
  'confirmation_token',
  'expand[]',
  'mandate_data[customer_acceptance][online][infer_from_client]',
  'mandate_data[customer_acceptance][online][ip_address]',
  'mandate_data[customer_acceptance][online][user_agent]',
  'mandate_data[customer_acceptance][type]',
  'payment_method',
  'payment_method_options[blik][code]',
  'return_url',
  'use_stripe_sdk',
];

const ADDRESS = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'];

const OF_PAYMENT = [
  ...CONFIRMATION,
  'amount_to_confirm',
  'error_on_requires_action',
  'payment_method_options[card][cvc_token]',
  'payment_method_options[card][network]',
  'payment_method_options[customer_balance][bank_transfer][eu_bank_transfer][country]',
  'payment_method_options[customer_balance][bank_transfer][requested_address_types][]',
  'payment_method_options[customer_balance][bank_transfer][type]',
  'payment_method_options[customer_balance][funding_type]',
  'payment_method_options[konbini][confirmation_number]',
  'payment_method_options[p24][tos_shown_and_accepted]',
  'payment_method_options[wechat_pay][client]',
  'receipt_email',
  'setup_future_usage',
  ...ADDRESS.map((part) => `shipping[address][${part}]`),
  ...['carrier', 'name', 'phone', 'tracking_number'].map((name) => `shipping[${name}]`),
];

/** The names that a page may begin a parameter with, for operations whose parameters are a page's as a whole. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  'GET /v1/payment_intents/{intent}': ['client_secret', 'expand'],
  'GET /v1/setup_intents/{intent}': ['client_secret', 'expand'],
  'GET /v1/sources/{source}': ['client_secret', 'expand'],
  'POST /v1/payment_intents/{intent}/verify_microdeposits': ['amounts', 'client_secret', 'descriptor_code', 'expand'],
  'POST /v1/setup_intents/{intent}/verify_microdeposits': ['amounts', 'client_secret', 'descriptor_code', 'expand'],
  'POST /v1/files': ['expand', 'file', 'purpose'],
  'POST /v2/core/account_tokens': ['contact_email', 'contact_phone', 'display_name', 'identity'],
  'POST /v2/core/accounts/{account}/person_tokens': [
    ...['additional_addresses', 'additional_names', 'additional_terms_of_service', 'address', 'date_of_birth'],
    ...['documents', 'email', 'given_name', 'id_numbers', 'legal_gender', 'metadata', 'nationalities', 'phone'],
    ...['political_exposure', 'relationship', 'script_addresses', 'script_names', 'surname'],
  ],
  'POST /v1/tokens': ['account', 'bank_account', 'card', 'cvc_update', 'expand', 'person', 'pii'],
};

const NEVER_OF_PAGES: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/confirmation_tokens': ['payment_method_options', 'mandate_data[customer_acceptance][offline]'],
  'POST /v1/payment_methods': ['customer', 'payment_method'],
  'POST /v1/sources': ['customer', 'original_source'],
};

/** Without the stream of meter events: servers call it, with the token of a session. */
const FOR_PAGES = BUILT.filter(({ access, id }) => access !== 'secret' && !id.endsWith('/meter_event_stream'));
const OF_API = FOR_PAGES.filter(({ isOwn }) => !isOwn);

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness.close());

/** Every parameter of a contract that is no hash of others, as a bracket path. */
function leaves(type: ContractType, path: string): string[] {
  const below = (name: string) => (path === '' ? name : `${path}[${name}]`);
  switch (type.kind) {
    case 'hash':
      if (type.fields.size === 0) return [path];
      return [...type.fields].flatMap(([name, field]) => leaves(field, below(name)));
    case 'list':
      return leaves(type.of, `${path}[]`);
    case 'map':
    case 'metadata':
      return [below('name')];
    case 'union':
      return type.of.flatMap((member) => leaves(member, path));
    default:
      return [path];
  }
}

const allParams = (operation: Operation): string[] => [
  ...new Set([...leaves(operation.params(), ''), ...(operation.access === 'client_secret' ? ['client_secret'] : [])]),
];

/** True if a page's parameter gets past the contract; what its value leads to is another matter. */
async function isTaken({ id, access }: Operation, param: string): Promise<boolean> {
  const [method = '', template = ''] = id.split(' ');
  const path = template.replaceAll(/\{\w+\}/g, 'nothing');
  const isFile = param === 'file';
  const form = { ...(access === 'client_secret' && { client_secret: 'nothing' }), [param]: 'x' };
  const { body } = await harness.call(method, path, isFile ? UPLOAD : new URLSearchParams(form).toString(), {
    key: 'pk_test_harness',
    headers: isFile ? { 'content-type': 'multipart/form-data; boundary=part' } : {},
  });
  const unknown = body.error?.code === 'parameter_unknown' ? unknownIn(body.error.message) : [];
  if (!unknown.some((name) => isUnder(param, name))) return true;
  expect(body.error.message).toContain('may only be passed with a secret key');
  return false;
}

const UPLOAD = '--part\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF\r\n--part--\r\n';

/** The parameters that a message calls unknown: a hash without what is in it. */
function unknownIn(message: string): string[] {
  return (/^Received unknown parameters?: ([^.]*)/.exec(message)?.[1] ?? '').split(', ');
}

describe('a page may send', () => {
  it.each([
    ['POST /v1/payment_intents/{intent}/confirm', OF_PAYMENT],
    ['POST /v1/setup_intents/{intent}/confirm', CONFIRMATION],
  ])('to %s a positive list and its payment method data', async (id, expected) => {
    const taken = await takenOf(id);
    expect(taken.filter((param) => !param.startsWith('payment_method_data')).sort()).toEqual([...expected].sort());
    expect(taken).toContain('payment_method_data[card][number]');
  });

  it.each(Object.entries(WHOLE))('to %s these parameters alone', async (id, expected) => {
    const names = new Set((await takenOf(id)).map((param) => param.split('[')[0]));
    expect([...names].sort()).toEqual([...expected].sort());
  });

  it.each(Object.entries(NEVER_OF_PAGES))('to %s nothing that a server decides', async (id, refused) => {
    const taken = await takenOf(id);
    for (const name of refused) expect(taken.filter((param) => `${param}[`.startsWith(`${name}[`))).toEqual([]);
    expect(taken).toContain(id === 'POST /v1/confirmation_tokens' ? 'return_url' : 'type');
  });

  it('exactly what its operation declares, of every operation and parameter', async () => {
    for (const operation of OF_API) {
      const { forPages } = operation;
      if (forPages === 'all') throw new Error(`${operation.id} is of the API and needs a list.`);
      const isExpandable = !operation.id.includes(' /v2/');
      const listed = [
        ...forPages,
        ...(isExpandable ? ['expand'] : []),
        ...(operation.access === 'client_secret' ? ['client_secret'] : []),
      ];
      const places = listed.map((part) => part.split('=')[0] ?? '');
      const params = allParams(operation);
      for (const place of places)
        expect(
          params.some((param) => isUnder(param, place)),
          `${operation.id} ${place}`,
        ).toBe(true);
      const expected = params.filter((param) => places.some((place) => isUnder(param, place)));
      expect((await takenOf(operation.id)).sort()).toEqual(expected.sort());
    }
  }, 120_000);

  it('all fields of operations that only pages call', () => {
    const own = FOR_PAGES.filter(({ isOwn }) => isOwn);
    expect(own.map(({ forPages }) => forPages)).toEqual(own.map(() => 'all'));
    expect(own.every((operation) => !(operation.params() as HashType).isOpen)).toBe(true);
    expect([...OF_API, ...own].length).toBe(FOR_PAGES.length);
    expect(OF_API.map(({ id }) => id).sort()).toEqual(
      [
        ...Object.keys(WHOLE),
        ...Object.keys(NEVER_OF_PAGES),
        'POST /v1/payment_intents/{intent}/confirm',
        'POST /v1/setup_intents/{intent}/confirm',
      ].sort(),
    );
  });
});

const isUnder = (param: string, place: string): boolean => param === place || param.startsWith(`${place}[`);

const taken = new Map<string, Promise<string[]>>();

/** The parameters of an operation that it takes from pages. */
function takenOf(id: string): Promise<string[]> {
  const known = taken.get(id) ?? findTaken(id);
  taken.set(id, known);
  return known;
}

async function findTaken(id: string): Promise<string[]> {
  const operation = OF_API.find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`No page may call ${id}.`);
  const found: string[] = [];
  for (const param of allParams(operation)) if (await isTaken(operation, param)) found.push(param);
  return found;
}
