import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../tests/support/browser.ts';

/** Returns when a customer can begin to type, in milliseconds since the page was requested. */
type Ready = (visit: Page) => Promise<number>;

const elementReady: Ready = async (visit) =>
  (await (await visit.waitForFunction('window.ready')).jsonValue()) as number;

const canPay: Ready = async (visit) => {
  await visit.locator('button[type=submit]:enabled').waitFor();
  return visit.evaluate('performance.now()');
};

/**
 * Median milliseconds from opening a merchant's page with an empty browser cache until an element in it is ready, for
 * each of these types of elements.
 */
export async function firstElementReady(
  florin: string,
  elements: readonly string[],
  visits: number,
): Promise<number[]> {
  const shop = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page(florin, request.url?.slice(1) ?? ''));
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(shop.address() as AddressInfo).port}`;
  try {
    return await medians(
      elements.map((element) => `${origin}/${element}`),
      elementReady,
      visits,
    );
  } finally {
    shop.close();
  }
}

/** The same of a hosted checkout page, until its payer can press the button. */
export async function checkoutReady(url: string, visits: number): Promise<number> {
  const [median = 0] = await medians([url], canPay, visits);
  return median;
}

async function medians(urls: readonly string[], ready: Ready, visits: number): Promise<number[]> {
  const browser = await launchBrowser();
  try {
    const found: number[] = [];
    for (const url of urls) {
      const times: number[] = [];
      // The first visit warms the browser up.
      for (let visit = 0; visit <= visits; visit++) times.push(await timeOf(browser, url, ready));
      found.push(times.slice(1).sort((a, b) => a - b)[Math.floor(visits / 2)] ?? 0);
    }
    return found;
  } finally {
    await browser.close();
  }
}

async function timeOf(browser: Browser, url: string, ready: Ready): Promise<number> {
  const context = await browser.newContext();
  const visit = await context.newPage();
  await visit.goto(url);
  const milliseconds = await ready(visit);
  await context.close();
  return milliseconds;
}

/** A merchant's page with one element. `performance.now()` counts from when the page was asked for. */
function page(florin: string, element: string): string {
  return `<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">
<script src="${florin}/endive/stripe.js"></script><div id="here"></div><script>
const stripe = Stripe('pk_test_bench');
const elements = stripe.elements({ mode: 'payment', amount: 4900, currency: 'dkk' });
const element = elements.create('${element}');
element.on('ready', () => { window.ready = performance.now(); });
element.mount('#here');
</script></html>`;
}
