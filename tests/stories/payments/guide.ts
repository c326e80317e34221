import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { createFlorin, type Florin } from '../../../src/florin.ts';
import { type FlorinServer, serve } from '../../../src/server.ts';
import { createManualClock } from '../../support/manual-clock.ts';

/** The keys in the guides. */
export const GUIDE_KEY = 'sk_test_BQokikJOvBiI2HlWgH4olfQ2';
export const GUIDE_PAGE_KEY = 'pk_test_TYooMQauvdEDq54NiTphI7jx';

/** JSON in a test; assertions check its type. */
// biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is what it asserts
export type Json = any;

/** A Florin on a socket, as a reader of a guide starts it, with a clock that only the test moves. */
export interface Guide {
  readonly florin: Florin;
  readonly url: string;
  /** The address, as options of the SDK. */
  readonly at: { readonly host: string; readonly port: string; readonly protocol: 'http' };
  /** Runs a shell command of a guide with real curl, with the host replaced. */
  curl(command: string): Promise<{ status: number; body: Json }>;
  close(): Promise<void>;
}

const PRINTED_HOST = 'https://api.stripe.com';
const inShell = promisify(execFile);

export async function openGuide(): Promise<Guide> {
  const problems: string[] = [];
  const florin = await createFlorin({
    storage: ':memory:',
    clock: createManualClock(),
    report: (error, doing) => problems.push(`${doing}: ${String(error)}`),
  });
  const server: FlorinServer = await serve(florin, { host: '127.0.0.1', port: 0 });
  const { hostname, port } = new URL(server.url);
  return {
    florin,
    url: server.url,
    at: { host: hostname, port, protocol: 'http' },
    async curl(command) {
      const here = `${command.replaceAll(PRINTED_HOST, server.url)} --silent --write-out '\\n%{http_code}'`;
      const { stdout } = await inShell('sh', ['-c', here]);
      const [, body = '', status = ''] = /^(.*)\n(\d{3})$/s.exec(stdout) ?? [];
      return { status: Number(status), body: JSON.parse(body) };
    },
    async close() {
      await server.stop();
      await florin.close();
      expect(problems).toEqual([]);
    },
  };
}

/** Presses a button on a customer's page; returns where they are redirected to. */
export async function press(page: string, choice: 'authorize' | 'fail'): Promise<URL> {
  const answer = await fetch(page, { method: 'POST', body: new URLSearchParams({ choice }), redirect: 'manual' });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '', page);
}
