import { argv } from 'node:process';
import { getRequest, keepBusy, type NextRequest, postRequest } from './client.ts';

/**
 * `bench/load.ts URL WHAT CONNECTIONS SECONDS`: loads a server, and prints one JSON line: requests per second and
 * latencies in milliseconds.
 */
const [url = '', what = 'payment', connections = '16', seconds = '5', target = '', key = 'sk_test_bench'] =
  argv.slice(2);
const server = { url, key };

const REQUESTS: Readonly<Record<string, NextRequest>> = {
  payment: () =>
    postRequest(server, '/v1/payment_intents', 'amount=1099&currency=usd&confirm=true&payment_method=pm_card_visa'),
  customer: () => postRequest(server, '/v1/customers', 'email=jenny%40example.com&name=Jenny%20Rosen'),
  checkout: () =>
    postRequest(
      server,
      '/v1/checkout/sessions',
      `mode=payment&success_url=https%3A%2F%2Fshop.example%2Fthanks&line_items[0][price]=${target}&line_items[0][quantity]=2`,
    ),
  retrieve: () => getRequest(server, `/v1/payment_intents/${target}`),
  list: () => getRequest(server, '/v1/payment_intents?limit=100'),
  get: () => getRequest(server, target),
  bare: () => getRequest(server, '/'),
};

const next = REQUESTS[what];
if (!next) throw new Error(`unknown load ${what}`);
const answered = await keepBusy(server, next, { connections: Number(connections), seconds: Number(seconds) });
const latencies = answered.latencies.sort((a, b) => a - b);
const at = (share: number) => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2));
console.log(
  JSON.stringify({
    perSecond: Math.round(latencies.length / answered.seconds),
    p50: at(0.5),
    p99: at(0.99),
    requests: latencies.length,
    refused: answered.refused,
  }),
);
