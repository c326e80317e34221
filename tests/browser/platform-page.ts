import type { FrameLocator, Page } from 'playwright-core';
import type Stripe from 'stripe';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import { connectAccount } from '../support/connected.ts';
import { SHOWN_KEY, type Stage } from './stage.ts';

export type Components = Stripe.AccountSessionCreateParams.Components;

/** An account that has provided what it needs, with a bank account and payments in several states. */
export async function openedAccount({ florin, stripe }: Stage): Promise<string> {
  const id = await connectAccount(florin, SHOWN_KEY, {
    charges_enabled: true,
    payouts_enabled: true,
    details_submitted: true,
  });
  const pay = (changed: Partial<Stripe.PaymentIntentCreateParams>) =>
    stripe.paymentIntents.create(
      {
        amount: 4200,
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
        return_url: 'https://platform.example/',
        ...changed,
      },
      { stripeAccount: id },
    );
  await pay({ description: 'Blue shirt', receipt_email: 'jenny@example.com' });
  await pay({ amount: 120_000, capture_method: 'manual' });
  await pay({ amount: 700, payment_method: 'pm_card_createDispute' });
  await pay({ amount: 9900, payment_method: 'pm_card_bypassPending' });
  await florin.settled();
  return id;
}

/** Creates a session, and returns its client secret. */
export async function newSecret({ stripe }: Stage, account: string, components: Components): Promise<string> {
  return (await stripe.accountSessions.create({ account, components })).client_secret;
}

/** The document of a platform's page that has Florin's connect.js; `script` runs in it. Events are collected in `noted`. */
export function platformPage({ url, shop }: Stage, script: string, style = ''): string {
  return shop.page(`<!doctype html><html lang="en"><head><title>Platform</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>body { margin: 16px; ${style} }</style>
<script src="${url}/v1.0/connect.js"></script></head><body><main><h1>Platform</h1><div id="here"></div></main>
<script>const noted = []; const note = (name) => (detail) => noted.push({ name, ...detail });
${script}</script></body></html>`);
}

/** A script that shows one component with the given secrets, one after another. */
export function showing(name: string, secrets: readonly string[], { options = '', setUp = '' } = {}): string {
  return `const secrets = ${JSON.stringify(secrets)};
const instance = StripeConnect.init({ publishableKey: '${DOCUMENTED_KEYS.publishable}', locale: 'en',
  fetchClientSecret: async () => secrets.shift(), ${options} });
const element = instance.create('${name}');
for (const event of ['LoadError', 'LoaderStart', 'Exit', 'StepChange', 'Close', 'NotificationsChange'])
  element['setOn' + event](note(event));
${setUp}
document.getElementById('here').append(element);`;
}

/** The frame of the component in the page. */
export function componentIn(page: Page, place = '#here'): FrameLocator {
  return page.frameLocator(`${place} iframe`);
}

/** The events that the page has noted. */
export async function notedIn(
  page: Page,
): Promise<readonly { readonly name: string; readonly [field: string]: unknown }[]> {
  return page.evaluate('noted');
}
