import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import { openCli } from './official-cli.ts';

const KEY = 'sk_test_commandsOfResources';
let florin: Florin;
let server: FlorinServer;
let stripe: Stripe;
let cli: Awaited<ReturnType<typeof openCli>>;

beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:' });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
  const { hostname, port } = new URL(server.url);
  stripe = new Stripe(KEY, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  cli = await openCli(server.url, KEY);
});
afterAll(async () => {
  await cli.close();
  await server.stop();
  await florin.close();
});

/** Runs a command; returns its JSON. */
async function run(...args: string[]): Promise<Record<string, unknown>> {
  const command = cli.start(...args);
  await command.ended;
  return JSON.parse(command.output().replace(/^[^{]*/, '')) as Record<string, unknown>;
}

test('stripe customers, and stripe get, post and delete, work on objects', async () => {
  const { id } = await run('customers', 'create', '--name=Jenny Rosen');
  expect(await run('customers', 'retrieve', String(id))).toMatchObject({ id, name: 'Jenny Rosen' });
  expect(await run('customers', 'update', String(id), '-d', 'metadata[order]=7')).toMatchObject({
    metadata: { order: '7' },
  });
  expect(await run('customers', 'search', '--query=metadata["order"]:"7"')).toMatchObject({ data: [{ id }] });
  expect(await run('post', `/v1/customers/${id}`, '-d', 'phone=+4512345678')).toMatchObject({ phone: '+4512345678' });
  expect(await run('get', `/v1/customers/${id}`)).toMatchObject({ id });
  expect(await run('delete', `/v1/customers/${id}`, '--confirm')).toEqual({ id, object: 'customer', deleted: true });
});

test('stripe payment_intents, refunds, setup_intents and disputes work on payments', async () => {
  const paid = ['--amount=1000', '--currency=usd', '-d', 'payment_method=pm_card_createDispute', '-d', 'confirm=true'];
  const intent = await run('payment_intents', 'create', ...paid);
  expect(intent).toMatchObject({ status: 'succeeded' });
  const { data } = await run('disputes', 'list', `--payment-intent=${intent.id}`);
  const [dispute] = data as Stripe.Dispute[];
  expect(await run('disputes', 'close', dispute?.id ?? '', '--confirm')).toMatchObject({ status: 'lost' });
  expect(await run('refunds', 'create', `--payment-intent=${intent.id}`)).toMatchObject({
    error: { code: 'charge_disputed', type: 'invalid_request_error' },
  });
  const setup = await run('setup_intents', 'create', '-d', 'payment_method=pm_card_visa', '-d', 'confirm=true');
  expect(setup).toMatchObject({ object: 'setup_intent', status: 'succeeded' });
});

test('stripe fixtures runs a file of calls that reference each other', async () => {
  const file = join(tmpdir(), `florin-fixtures-${process.pid}.json`);
  const call = (name: string, path: string, params: object) => ({ name, path, method: 'post', params });
  const idOf = (name: string) => `$\{${name}:id}`;
  const payment = { amount: 500, currency: 'usd', payment_method: 'pm_card_visa', confirm: true };
  const fixtures = [
    call('jenny', '/v1/customers', { name: 'Of a fixture' }),
    call('payment', '/v1/payment_intents', { ...payment, customer: idOf('jenny') }),
    call('refund', '/v1/refunds', { payment_intent: idOf('payment'), amount: 200 }),
  ];
  await writeFile(file, JSON.stringify({ _meta: { template_version: 0 }, fixtures }));
  const command = cli.start('fixtures', file);
  expect([await command.ended, command.output()]).toEqual([0, expect.stringContaining('Running fixture for: refund')]);
  await rm(file);
  const [customer] = (await stripe.customers.search({ query: 'name:"of a fixture"' })).data;
  const [charge] = (await stripe.charges.list({ customer: customer?.id ?? '' })).data;
  expect(charge).toMatchObject({ amount: 500, amount_refunded: 200 });
});
