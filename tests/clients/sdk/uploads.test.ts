import Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { serve } from '../../../src/server.ts';
import { type OlderSdk, olderSdk } from '../../support/older-sdk.ts';
import { PNG } from '../languages/steps.ts';

// Version 19 announces a wrong length for uploads (it counts the bytes as text), so no server can read them.
const MAJORS: readonly (OlderSdk | 'newest')[] = [10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 'newest'];

let florin: Florin;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  florin = await createFlorin({ storage: ':memory:' });
  server = await serve(florin, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.stop();
  await florin.close();
});

it.each(MAJORS)('stripe %s uploads a file', async (major) => {
  const Sdk = major === 'newest' ? Stripe : olderSdk(major);
  const host = '127.0.0.1';
  // As README has it: versions 10 to 21 send uploads to a host of their own, whatever `host` is.
  const httpClient = (Sdk as unknown as typeof Stripe).createNodeHttpClient();
  const { makeRequest } = httpClient;
  if (major !== 22 && major !== 'newest') {
    httpClient.makeRequest = (_, ...rest) => makeRequest.call(httpClient, host, ...rest);
  }
  const stripe = new Sdk('sk_test_uploads', {
    host,
    port: Number(new URL(server.url).port),
    protocol: 'http',
    httpClient,
    telemetry: false,
  });
  const png = { name: 'receipt.png', type: 'application/octet-stream', data: PNG };
  const file = await stripe.files.create({ purpose: 'dispute_evidence', file: png });
  expect(file).toMatchObject({ size: PNG.length, filename: 'receipt.png' });
});
