/** `npm run example <name>`: starts a Florin in memory and one of the shops in `examples/`, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { startCards } from '../examples/cards/server.ts';
import { startCardsWithAuthentication } from '../examples/cards-with-authentication/server.ts';
import { startMobilepay } from '../examples/mobilepay/server.ts';
import { startPlatform } from '../examples/platform/server.ts';
import { startReact } from '../examples/react/server.ts';
import type { Running } from '../examples/shared/serve.ts';
import type { FlorinAt } from '../examples/shared/shop.ts';
import { startShop } from '../examples/shop/server.ts';
import { startSubscriptions } from '../examples/subscriptions/server.ts';
import { createFlorin } from '../src/florin.ts';
import { serve } from '../src/server.ts';

interface Example {
  readonly start: (florin: FlorinAt, port: number) => Promise<Running>;
  readonly type: (florin: string) => readonly string[];
}

const ANY = '(any date to come, any CVC, any ZIP code)';
const SUCCEEDS = '  4242 4242 4242 4242  succeeds';
const POOR = '  4000 0000 0000 9995  is declined: insufficient funds';
const MOBILEPAY = (florin: string) => [
  'any phone number; then authorize the payment, fail it, or let it expire after five minutes:',
  `  npm run florin -- clock advance 5m --api-base ${florin}`,
];

const EXAMPLES: Readonly<Record<string, Example>> = {
  cards: {
    start: startCards,
    type: () => [`a card ${ANY}`, SUCCEEDS, POOR, '  4000 0025 0000 3155  is declined: needs authentication'],
  },
  'cards-with-authentication': {
    start: startCardsWithAuthentication,
    type: () => [`a card ${ANY}`, SUCCEEDS, '  4000 0025 0000 3155  asks for authentication', POOR],
  },
  mobilepay: { start: startMobilepay, type: MOBILEPAY },
  platform: {
    start: startPlatform,
    type: (florin) => [
      'nothing in the form for accounts: it fills in test data. To pay, a card',
      ANY,
      SUCCEEDS,
      '  4000 0000 0000 0259  succeeds, and is disputed',
      'or the IBAN AT61 1904 3002 3457 3201. Days later the money arrives, and is paid out:',
      `  npm run florin -- clock advance 14d --api-base ${florin}`,
    ],
  },
  react: {
    start: startReact,
    type: (florin) => [
      `a card ${ANY}`,
      SUCCEEDS,
      '  4000 0025 0000 3155  asks for authentication',
      POOR,
      `or, with MobilePay, ${MOBILEPAY(florin).join('\n')}`,
    ],
  },
  shop: {
    start: startShop,
    type: (florin) => [
      'nothing: the saved card is filled in. Or use another card,',
      SUCCEEDS,
      POOR,
      'or advance the clock past the half hour for which saved cards are shown:',
      `  npm run florin -- clock advance 31m --api-base ${florin}`,
    ],
  },
  subscriptions: {
    start: startSubscriptions,
    type: () => [
      'nothing: subscribe, authorize the Korean card, and let weeks, months and a year pass with the buttons.',
    ],
  },
};

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '4242' } },
  allowPositionals: true,
});
const example = EXAMPLES[positionals[0] ?? ''];
if (example) await run(example, Number(values.port));
else {
  console.error(`npm run example <name> [-- --port 4242], with one of: ${Object.keys(EXAMPLES).join(', ')}`);
  process.exitCode = 1;
}

async function run({ start, type }: Example, port: number): Promise<void> {
  const florin = await createFlorin({ storage: ':memory:' });
  const server = await serve(florin, { host: '127.0.0.1', port: 0 });
  try {
    if (!florin.keys) throw new Error('A Florin with open keys must have keys to show.');
    const { secret: secretKey, publishable: publishableKey } = florin.keys;
    const shop = await start({ url: server.url, secretKey, publishableKey }, port);
    console.log(
      `\nThe shop    ${shop.url}\nFlorin      ${server.url}\n\nType ${type(server.url).join('\n')}\n\nCtrl-C stops both.`,
    );
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await shop.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    console.error(`Port ${port} is already in use. Use another: npm run example ${positionals[0]} -- --port 0`);
    process.exitCode = 1;
  } finally {
    await server.stop();
    await florin.close();
  }
}
