import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const SECRET_KEY = 'sk_test_thisMustNeverBeWritten0000000001';
const PAGE_KEY = SECRET_KEY.replace('sk_', 'pk_');
/** Test cards whose digits occur nowhere else, each in the formats that people type. */
const NUMBERS = [
  '4000056655665556',
  '5200 8282 8282 8210',
  '3782-822463-10005',
  '4000000000009995',
  '4242424242424241',
];
const CVC = '7391';

let folder: string;
let florin: Florin;
let stripe: Stripe;
/** All output: responses, errors, reports and printed lines. */
let output: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'florin-secrets-'));
  output = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void output.push(words.map(String).join(' ')));
  florin = await createFlorin({
    storage: folder,
    clock: createManualClock(),
    report: (error, doing) => output.push(`${doing}: ${error instanceof Error ? error.stack : String(error)}`),
  });
  stripe = clientOf(SECRET_KEY);
});
afterEach(async () => {
  await florin.close();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

function clientOf(key: string): Stripe {
  const listening: typeof fetch = async (input, init) => {
    const answer = await florin.fetch(input as string, init);
    output.push(await answer.clone().text(), JSON.stringify([...answer.headers]));
    return answer;
  };
  return new Stripe(key, {
    httpClient: Stripe.createFetchHttpClient(listening),
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** Continues after errors: failed calls may also leave traces. */
async function attempt(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) =>
    output.push(error instanceof Error ? `${error.stack} ${JSON.stringify(error)}` : ''),
  );
}

async function written(): Promise<string> {
  const files = await readdir(folder);
  expect(files).toContain('florin.db');
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')))).join('\n');
}

/** Returns the forms in which a number could have been stored: digits only, as typed, or in parts. */
function forms(number: string): string[] {
  const digits = number.replaceAll(/\D/g, '');
  return [digits, number, digits.slice(0, 12), digits.slice(-9), Buffer.from(digits).toString('base64').slice(0, 14)];
}

function expectNothingSecret(text: string, where: string): void {
  for (const number of NUMBERS)
    for (const form of forms(number)) expect(text.includes(form), `${form} in ${where}`).toBe(false);
  expect(text.includes(`"${CVC}"`) || text.includes(`=${CVC}`), `the CVC in ${where}`).toBe(false);
  expect(text.includes(SECRET_KEY), `the secret key in ${where}`).toBe(false);
}

/** Sends a card in every possible way: with and without a key, from pages and servers, and in wrong parameters. */
async function payEverywhere(number: string): Promise<void> {
  const card = { number, exp_month: 12, exp_year: 2034, cvc: CVC };
  const page = clientOf(PAGE_KEY);
  const pay = { amount: 1000, currency: 'usd', confirm: true, return_url: 'https://example.com/' } as const;
  const data = { type: 'card', card } as unknown as Stripe.PaymentIntentCreateParams.PaymentMethodData;
  const customer = await stripe.customers.create({ email: 'jenny@example.com' });
  await attempt(stripe.paymentIntents.create({ ...pay, payment_method_data: data }, { idempotencyKey: `${CVC}k` }));
  await attempt(page.tokens.create({ card: { ...card, exp_month: '12', exp_year: '2034' } }));
  const method = stripe.paymentMethods.create({ type: 'card', card });
  await attempt(method.then(({ id }) => stripe.paymentMethods.attach(id, { customer: customer.id })));
  await attempt(stripe.paymentMethods.create({ type: 'card', card: { ...card, exp_month: 13 } }));
  // Numbers in the wrong parameters.
  await attempt(stripe.paymentIntents.create({ ...pay, payment_method: number }));
  await attempt(stripe.paymentIntents.create({ ...pay, payment_method: SECRET_KEY }));
  await attempt(stripe.customers.retrieve(encodeURIComponent(number)));
  await attempt(stripe.customers.create({ [number]: 'x' } as Stripe.CustomerCreateParams));
  await attempt(stripe.customers.create({ email: `${number}` }));
  await attempt(stripe.refunds.create({ charge: number }));
  await attempt(stripe.customers.list({ starting_after: number }));
  await attempt(stripe.paymentMethods.create({ type: number as 'card' }));
  await attempt(stripe.paymentMethods.create({ type: 'card', card: { ...card, [number]: CVC } as typeof card }));
  await attempt(stripe.paymentMethods.create({ type: 'card', card: { token: number } }));
  await attempt(clientOf(`${SECRET_KEY} `).customers.list());
  await attempt(clientOf(`${SECRET_KEY}!`).customers.list());
}

describe('card numbers, CVCs and secret keys', () => {
  it.each(NUMBERS)('never appear with %s: in responses, errors, logs, events and files', async (number) => {
    await payEverywhere(number);
    const events = await stripe.events.list({ limit: 100 });
    expect(events.data.length).toBeGreaterThan(0);
    expect(output.join('\n')).toContain('jenny@example.com');
    expectNothingSecret(output.join('\n'), 'the output');
    expect(await written()).toContain('jenny@example.com');
    expectNothingSecret(await written(), 'the files of a running Florin');
    await florin.close();
    expectNothingSecret(await written(), 'the files of a stopped Florin');
  });

  it('are masked, but ids of many digits are not', async () => {
    const ids = ['2763276372637263', '1234567890123', '0042424242424242', 'ch_4242424242424242', 'cus4242424242424242'];
    for (const id of ids) {
      const error: unknown = await stripe.charges.retrieve(id).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'resource_missing', message: `No such charge: '${id}'` });
    }
  });

  it('leave fingerprints that differ between worlds', async () => {
    const card = { number: '4000056655665556', exp_month: 12, exp_year: 2034 };
    const fingerprints = await Promise.all(
      [stripe, stripe, clientOf('sk_test_other')].map(
        async (client) => (await client.paymentMethods.create({ type: 'card', card })).card?.fingerprint,
      ),
    );
    expect(fingerprints[0]).toBe(fingerprints[1]);
    expect(fingerprints[0]).not.toBe(fingerprints[2]);
  });

  it('are stored as hashes if they are registered keys', async () => {
    await florin.close();
    await rm(join(folder, 'florin.db'));
    florin = await createFlorin({ storage: folder, keys: 'strict' });
    const { secret = '', publishable = '' } = florin.keys ?? {};
    expect(secret).toMatch(/^sk_test_/);
    await clientOf(secret).customers.create();
    await attempt(clientOf(SECRET_KEY).customers.list());
    const files = await written();
    expect([files.includes(secret), files.includes(publishable)]).toEqual([false, false]);
    expectNothingSecret(files, 'the files');
  });
});
