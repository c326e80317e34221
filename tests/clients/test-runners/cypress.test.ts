import { afterEach, describe, expect, it, vi } from 'vitest';
import { type CypressTasks, florin } from '../../../src/cypress.ts';

// Cypress itself is not run here, since its package downloads a binary. These tests call what it calls, as it does.

interface Intercepted {
  url: string;
  headers: Record<string, unknown>;
  resourceType: string;
  reply: (status: number) => void;
}

async function started(env: Record<string, unknown> = {}) {
  const registered: { task?: CypressTasks; 'after:run'?: () => Promise<void> } = {};
  const config = await florin((event: string, value: unknown) => Object.assign(registered, { [event]: value }), {
    env,
  });
  return { ...registered, url: String(config.env.FLORIN_URL) };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('florin/cypress', () => {
  it('starts a Florin for the run, and stops it afterwards', async () => {
    const { task, url, 'after:run': after } = await started();
    const world = await task?.['florin:world']('cypress');
    expect(world).toEqual({ url, key: 'sk_test_cypress', publishableKey: 'pk_test_cypress' });
    const headers = { authorization: 'Bearer sk_test_cypress' };
    await fetch(`${url}/v1/customers`, { method: 'POST', headers });
    const event = { ending: 'cypress', type: 'customer.created' };
    expect(await task?.['florin:waitForEvent'](event)).toMatchObject({ type: 'customer.created' });
    await expect(task?.['florin:waitForEvent']({ ...event, timeoutMs: 1 })).rejects.toThrow('No event');
    expect(await task?.['florin:advance']({ ending: 'cypress', by: '2d' })).toBe(null);
    await after?.();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('uses the Florin that FLORIN_URL names', async () => {
    const running = await started();
    const { url, 'after:run': after } = await started({ FLORIN_URL: running.url });
    expect([url, after]).toEqual([running.url, undefined]);
    await running['after:run']?.();
  });
});

describe('florin/cypress/support', () => {
  /** Imports the support file as Cypress does, and runs the hooks of one test. */
  async function inCypress() {
    const hooks: (() => void)[] = [];
    const routes: [RegExp, (request: Intercepted) => void][] = [];
    const tasks: [string, unknown][] = [];
    vi.stubGlobal('beforeEach', (hook: () => void) => hooks.push(hook));
    vi.stubGlobal('Cypress', { env: () => 'http://127.0.0.1:4242' });
    vi.stubGlobal('cy', {
      intercept: (url: RegExp, handler: (request: Intercepted) => void) => routes.push([url, handler]),
      task: (name: string, argument: unknown) => tasks.push([name, argument]),
    });
    const support = await import(`../../../src/cypress-support.ts?${Math.random()}`);
    const test = () => {
      for (const hook of hooks) hook();
    };
    return { florin: support.florin as typeof import('../../../src/cypress-support.ts').florin, routes, tasks, test };
  }

  it("routes Stripe's hosts to Florin in every test", async () => {
    const { routes, test } = await inCypress();
    test();
    const [[hosts, handle] = [/^$/, () => {}]] = routes;
    const sent = (url: string, resourceType = 'script') => {
      const { host, origin } = new URL(url);
      const request = { url, resourceType, headers: { host, origin, referer: url }, reply: vi.fn() };
      expect(url).toMatch(hosts);
      handle(request);
      return request;
    };
    expect(sent('https://js.stripe.com/v3/?a=b')).toMatchObject({
      url: 'http://127.0.0.1:4242/v3/?a=b',
      headers: { host: '127.0.0.1:4242', origin: 'https://js.stripe.com' },
    });
    expect(sent('https://hooks.stripe.com/pay', 'document').headers).toEqual({
      host: '127.0.0.1:4242',
      origin: 'http://127.0.0.1:4242',
      referer: 'http://127.0.0.1:4242/pay',
    });
    expect(sent('https://m.stripe.network/inner').reply).toHaveBeenCalledWith(204);
    for (const url of ['https://docs.stripe.com/testing', 'https://js.stripe.com.example/', 'http://127.0.0.1:3000/']) {
      expect(url).not.toMatch(hosts);
    }
  });

  it('gives each test a world, a clock and events', async () => {
    const { florin, tasks, test } = await inCypress();
    for (let count = 0; count < 2; count++) {
      test();
      florin.world();
      florin.advance('2d');
      florin.waitForEvent('charge.succeeded', { where: { amount: 5 } });
    }
    const ending = tasks[0]?.[1];
    expect(ending).toMatch(/^\w{20,}$/);
    expect(tasks.slice(1, 3)).toEqual([
      ['florin:advance', { ending, by: '2d' }],
      ['florin:waitForEvent', { ending, type: 'charge.succeeded', where: { amount: 5 }, timeoutMs: 5000 }],
    ]);
    expect(tasks[3]?.[1]).not.toBe(ending);
  });
});
