import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';
import Stripe from 'stripe';

/** The Florin server of an example, and its keys. */
export interface FlorinAt {
  readonly url: string;
  readonly secretKey: string;
  readonly publishableKey: string;
}

/** The folder shared by all examples. */
const SHARED = new URL('./', import.meta.url);

const TYPES: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript' };

/**
 * The common part of the examples: serves the scripts and styles of `folder`, restricts pages to those and Florin's,
 * starts a new order on each visit of `/` unless it has a page to start at, and returns errors as JSON.
 */
export function openShop(
  folder: URL,
  florin: FlorinAt,
  { start }: { readonly start?: string } = {},
): { app: Hono; orders: Orders } {
  const app = new Hono();
  const orders = createOrders();
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', policy(florin.url));
    context.header('x-content-type-options', 'nosniff');
  });
  for (const from of [SHARED, folder]) {
    for (const name of readdirSync(from)) {
      const type = TYPES[extname(name)];
      if (type === undefined) continue;
      const content = readFileSync(new URL(name, from), 'utf8');
      app.get(`/${name}`, (context) => context.body(content, 200, { 'content-type': `${type}; charset=utf-8` }));
    }
  }
  app.get('/', (context) => context.redirect(start ?? `/orders/${orders.begin()}`, 303));
  app.onError((error, context) => {
    if (error instanceof UnknownOrder) return context.json({ error: error.message }, 404);
    if (error instanceof Stripe.errors.StripeConnectionError) {
      return context.json({ error: 'The payment server cannot be reached. Please try again.' }, 503);
    }
    if (error instanceof Stripe.errors.StripeSignatureVerificationError)
      return context.json({ error: error.message }, 400);
    console.error(error);
    return context.json({ error: 'Something went wrong in the shop. Please try again.' }, 500);
  });
  return { app, orders };
}

/** Reads an HTML page of a folder. The returned function replaces its `{{name}}` placeholders. */
export function readPage(folder: URL, name: string): (values: Readonly<Record<string, string>>) => string {
  const page = readFileSync(new URL(name, folder), 'utf8');
  return (values) =>
    page.replace(/\{\{(\w+)\}\}/g, (_, place: string) => {
      const value = values[place];
      if (value === undefined) throw new Error(`The page ${name} needs a value for ${place}.`);
      return value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
    });
}

/** The confirmation page of an order. */
export const thanksPage = readPage(SHARED, 'thanks.html');

/** The orders of a shop, in memory. A real shop has a table. */
export interface Orders {
  begin(): string;
  /** Throws for an unknown order. */
  check(order: unknown): string;
}

class UnknownOrder extends Error {}

function createOrders(): Orders {
  const known = new Set<string>();
  return {
    begin() {
      const order = crypto.randomUUID();
      known.add(order);
      return order;
    },
    check(order) {
      if (typeof order === 'string' && known.has(order)) return order;
      throw new UnknownOrder('This order does not exist. Please start again.');
    },
  };
}

/** Returns the Content-Security-Policy of a page that takes payments through Florin. */
function policy(florin: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${florin}`,
    `frame-src ${florin}`,
    `connect-src 'self' ${florin}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    // Forms may be redirected to a page of Florin.
    `form-action 'self' ${florin}`,
    "frame-ancestors 'none'",
  ].join('; ');
}
