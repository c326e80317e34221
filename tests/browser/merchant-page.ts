import type { FrameLocator, Page } from 'playwright-core';
import { DOCUMENTED_KEYS } from '../../src/api/authenticate.ts';
import type { Stage } from './stage.ts';

/** The addresses of a stage. */
type Places = Pick<Stage, 'url' | 'shop'>;

/**
 * Opens a page of the shop with Florin's script and a Stripe object named `stripe`, and runs `setUp` in it. Calls of
 * `note(name, event)` are collected in `noted`.
 */
export async function openMerchantPage(
  page: Page,
  { url, shop }: Places,
  {
    body,
    setUp = '',
    options = '{}',
    train = 'v3/',
  }: { body: string; setUp?: string; options?: string; train?: string },
): Promise<void> {
  const document = `<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"><script src="${url}/${train}"></script></head>
<body><main><h1>Shop</h1>${body}</main><script>
const noted = [];
const note = (name, event) => noted.push({ name, ...event });
const stripe = Stripe('${DOCUMENTED_KEYS.publishable}', ${options});
${setUp}
</script></body></html>`;
  await page.goto(shop.page(document));
}

/** Returns the frame of the element in `place`. */
export function frameIn(page: Page, place: string): FrameLocator {
  return page.frameLocator(`${place} iframe`);
}

/** Types a card into a card element, whose caret moves from field to field. */
export async function typeCard(page: Page, place: string, number: string, rest = '12 34 123 94103'): Promise<void> {
  const field = frameIn(page, place).getByLabel('Card number');
  await field.click();
  await page.keyboard.type(number);
  await page.keyboard.type(rest.replaceAll(' ', ''));
}

/** Types a card into a payment element; `rest` is typed from field to field. */
export async function typeCardForm(page: Page, place: string, number: string, rest = '12 34 123'): Promise<void> {
  await typeCard(page, place, number, rest);
}
