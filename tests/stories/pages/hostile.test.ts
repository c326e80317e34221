import { describe, expect, it } from 'vitest';
import { challengeView } from '../../../src/pages/authorize/challenge-view.ts';
import { depositsView } from '../../../src/pages/authorize/deposits-view.ts';
import { displayView } from '../../../src/pages/authorize/display-view.ts';
import { loadAction, type PendingAction } from '../../../src/pages/authorize/load-action.ts';
import { outcomeView } from '../../../src/pages/authorize/outcome-view.ts';
import { approvePageView, approveView, phoneView } from '../../../src/pages/authorize/wallet-views.ts';
import { homeView } from '../../../src/pages/home/home-view.ts';
import type { Html } from '../../../src/pages/html.ts';
import { chooseTexts } from '../../../src/pages/languages/choose.ts';
import type { Texts } from '../../../src/pages/languages/texts.ts';
import { trouble } from '../../../src/pages/problems.ts';
import { receiptView } from '../../../src/pages/receipts/receipt-view.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { pageOf, payByChallengedCard, payByMobilePay, send, visit } from '../../support/visit.ts';

const TEXTS = chooseTexts('da');
const PLAIN = 'plain';
const HOSTILE = `"><img src=x onerror='alert(1)'>&`;
const ESCAPED = '&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;';

/** Returns a copy in which every text ends with `end`. */
function withTexts<T>(texts: T, end: string): T {
  if (typeof texts === 'string') return `${texts}${end}` as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, inner]) => [name, withTexts(inner, end)])) as T;
}

/** Expects the same markup whatever the values are. */
function expectEscaped(page: (value: string, texts: Texts) => Html): void {
  const print = (value: string) => page(value, { ...withTexts(TEXTS, value), locale: 'da' }).toString();
  expect(print(HOSTILE).replaceAll(ESCAPED, PLAIN)).toBe(print(PLAIN));
  expect(print(HOSTILE)).toContain(ESCAPED);
}

async function actionOf({ florin }: Harness, url: string): Promise<PendingAction> {
  const [, , world = '', nonce = ''] = new URL(url).pathname.split('/');
  const action = await loadAction(florin.engine, world, nonce);
  if (!action) throw new Error(`${url} leads to no action`);
  return action;
}

describe('hostile values', () => {
  it("are escaped on every customer's page", () =>
    withFlorin(async (harness) => {
      const wallet = await actionOf(harness, pageOf(await payByMobilePay(harness)));
      const challenge = await actionOf(harness, pageOf(await payByChallengedCard(harness)));
      const hostile = (action: PendingAction, merchant: string) => ({ ...action, merchant });
      for (const over of [true, false])
        expectEscaped((value, texts) => challengeView(texts, hostile(challenge, value), { over }));
      for (const wrong of [true, false])
        expectEscaped((value, texts) => depositsView(texts, hostile(wallet, value), { wrong }));
      expectEscaped((value, texts) => displayView(texts, hostile(wallet, value), { path: value, over: true }));
      expectEscaped((value, texts) => approvePageView(texts, hostile(wallet, value)));
      expectEscaped((value, texts) => approveView(texts, hostile(wallet, value), { path: value, digits: value }));
      expectEscaped((value, texts) => phoneView(texts, hostile(wallet, value), { code: '45', wrong: value }));
      for (const back of [true, false])
        expectEscaped((value, texts) =>
          outcomeView(texts, hostile(wallet, value), { outcome: 'failed', back: back ? value : null, over: true }),
        );
    }));

  it('are escaped on receipts', () =>
    withFlorin(async ({ stripe }) => {
      const charge = await stripe.charges.create({ amount: 500, currency: 'eur', source: 'tok_visa' });
      expectEscaped((value, texts) => receiptView(texts, { ...charge, id: value } as never, value));
    }));

  it('are escaped on the home page', () => {
    const baseUrl = 'http://127.0.0.1:4242';
    expectEscaped((value) =>
      homeView({
        baseUrl,
        keys: { secret: value, publishable: value },
        version: value,
        requests: [{ id: value, method: value, path: value, status: 400, at: 0, errorCode: value }],
        events: [{ id: value, type: value, created: 0 }],
      }),
    );
  });

  it('are escaped in typed values, and in an error', () =>
    withFlorin(async (harness) => {
      const url = pageOf(await payByMobilePay(harness));
      const typed = HOSTILE.slice(0, 30);
      const asked = await send(harness.florin, url, { phone: typed, country: HOSTILE });
      expect(asked.status).toBe(422);
      expect(asked.text).toContain('value="&quot;&gt;&lt;img src=x onerror=&#39;alert(1)"');
      expect(asked.text).not.toContain(typed);
      const shown = await visit(harness.florin, `${url}?ending=${encodeURIComponent(HOSTILE)}`);
      expect(shown.text).not.toContain('<img src=x');
      expect(await trouble(TEXTS, 501, HOSTILE).text()).toContain(ESCAPED);
    }));
});
