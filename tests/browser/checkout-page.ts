import type { FrameLocator, Page } from 'playwright-core';
import type Stripe from 'stripe';
import type { Stage } from './stage.ts';

/** The parent of the fields of a checkout page: a window, or the frame in a merchant's page. */
type Place = Page | FrameLocator;

/** Creates a session for two posters at $15.00 with further parameters. */
export async function newSession(
  { stripe, shop }: Pick<Stage, 'stripe' | 'shop'>,
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Promise<Stripe.Checkout.Session> {
  const isHosted = (more.ui_mode ?? 'hosted_page') === 'hosted_page';
  return stripe.checkout.sessions.create({
    mode: 'payment',
    ...(more.mode !== 'setup' && { line_items: [posters()] }),
    ...(isHosted && { success_url: `${shop.returnUrl}&session_id={CHECKOUT_SESSION_ID}` }),
    ...more,
  });
}

/** Returns a line item for two posters. */
export function posters(
  more: Partial<Stripe.Checkout.SessionCreateParams.LineItem> = {},
  price: Partial<Stripe.Checkout.SessionCreateParams.LineItem.PriceData> = {},
): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    price_data: { currency: 'usd', unit_amount: 1500, product_data: { name: 'Poster' }, ...price },
    quantity: 2,
    ...more,
  };
}

/** Fills in a card and its owner. */
export async function enterCard(place: Place, number = '4242424242424242'): Promise<void> {
  await place.getByLabel('Card number').fill(number);
  await place.getByLabel('Expiration date').fill('12 / 34');
  await place.getByLabel('Security code').fill('123');
  const zip = place.getByLabel('ZIP code');
  if (await zip.isVisible()) await zip.fill('94103');
  await place.getByLabel('Name on card').fill('Jenny Rosen');
}

/** Fills in an e-mail address and a card. */
export async function enterAll(place: Place, number?: string): Promise<void> {
  await payButton(place).waitFor();
  const email = place.getByLabel('E-mail');
  // The e-mail address of a customer is shown and cannot be changed.
  if (await email.isVisible()) await email.fill('jenny@example.com');
  await enterCard(place, number);
}

export function payButton(place: Place) {
  return place.locator('button[type=submit]');
}

/** Waits for an error on the page and returns it. */
export async function problem(place: Place): Promise<string> {
  return (await place.getByRole('alert').filter({ hasText: /./ }).first().textContent()) ?? '';
}

/** Waits until the customer is back at the shop and returns the address. */
export async function backAtShop(page: Page): Promise<URL> {
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await page.waitForURL(/\/done\?/);
  return new URL(page.url());
}

/** Returns a session's successful charges. */
export async function chargesOf({ stripe }: Pick<Stage, 'stripe'>, id: string): Promise<Stripe.Charge[]> {
  const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(id);
  if (intent === null) return [];
  const charges = await stripe.charges.list({ payment_intent: String(intent) });
  return charges.data.filter(({ paid }) => paid);
}

/** Values by the labels of their fields. */
export type Fields = Readonly<Record<string, string>>;

export const HOLDER: Fields = { 'Name of the account holder': 'Jenny Rosen' };
export const BRITAIN: Fields = { Address: '1 High Street', City: 'London', 'Postal code': 'SW1A 1AA' };

/** Fills in fields and selects on a page or in a frame. */
export async function fillIn(place: Page | FrameLocator, fields: Fields): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const field = place.getByLabel(label, { exact: true });
    await field.waitFor();
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}
