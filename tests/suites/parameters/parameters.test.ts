import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '../../../src/kernel/operation.ts';
import { BUILT, GENERATED_AT, paramsAt } from '../../support/declared.ts';
import { createHarness, type Harness } from '../../support/harness.ts';
import { examine } from './examine.ts';
import { type Leaf, leavesOf } from './leaves.ts';
import { isReviewed, REVIEWED } from './reviewed.ts';
import { openShop, recordWrites } from './shop.ts';
import { SITUATIONS } from './situations.ts';

/**
 * Every parameter of every operation either changes something, is refused, or is reviewed in `reviewed.ts`.
 * Each is sent to a call that works without it, and everything that both calls answer and write is compared.
 */

let harness: Harness;
let writes: unknown[];
beforeAll(async () => {
  harness = await createHarness();
  writes = recordWrites(harness.florin.engine.storage);
});
// The shapes of what is answered are another suite's.
afterAll(() => harness.florin.close());

/** Operations that a story of their own examines, with all of their parameters. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'POST /v1/files': 'stories/files/files.test.ts',
  'POST /v1/file_links': 'stories/files/files.test.ts',
  'POST /v1/file_links/{link}': 'stories/files/files.test.ts',
  'GET /v1/files': 'stories/files/files.test.ts',
  'GET /v1/file_links': 'stories/files/files.test.ts',
  'POST /v1/accounts/{account}/external_accounts': 'stories/accounts/verification.test.ts',
  'POST /v1/account_links': 'stories/connect/onboarding.test.ts',
  'POST /v2/core/account_links': 'stories/accounts/v2.test.ts',
  'POST /v2/core/account_tokens': 'stories/accounts/v2-tokens.test.ts',
  'POST /v2/core/accounts/{account}/person_tokens': 'stories/accounts/v2-tokens.test.ts',
  'POST /v2/core/accounts': 'stories/accounts/v2.test.ts',
  'POST /v2/core/accounts/{account}': 'stories/accounts/v2.test.ts',
  'POST /v2/core/accounts/{account}/close': 'stories/accounts/v2.test.ts',
  'POST /v2/core/accounts/{account}/persons': 'stories/accounts/v2.test.ts',
  'POST /v2/core/accounts/{account}/persons/{person}': 'stories/accounts/v2.test.ts',
  'GET /v2/core/accounts': 'stories/accounts/v2.test.ts',
  'GET /v2/core/accounts/{account}': 'stories/accounts/v2.test.ts',
  'POST /v1/account_sessions/claim': 'stories/connect/account-sessions.test.ts',
  'POST /v1/account_sessions/end': 'stories/connect/account-sessions.test.ts',
  'POST /v1/billing_portal/sessions': 'stories/billing/portal-subscriptions.test.ts',
  'POST /v2/billing/meter_events': 'stories/billing/meter-event-stream.test.ts',
  'POST /v2/billing/meter_event_adjustments': 'stories/billing/meter-event-stream.test.ts',
  'POST /v2/billing/meter_event_stream': 'stories/billing/meter-event-stream.test.ts',
  'POST /oauth/token': 'stories/connect/oauth.test.ts',
  'POST /oauth/deauthorize': 'stories/connect/oauth.test.ts',
  'POST /v1/balance_settings': 'stories/accounts/references.test.ts',
  'POST /_florin/clock/advance': 'clients/cli',
  'GET /_florin/pricing_tables': 'stories/checkout/pricing-tables.test.ts',
  'GET /_florin/buy_buttons': 'stories/checkout/pricing-tables.test.ts',
  'POST /_florin/pricing_tables': 'stories/checkout/pricing-tables.test.ts',
  'POST /_florin/buy_buttons': 'stories/checkout/pricing-tables.test.ts',
  'POST /_florin/billing_settings': 'stories/billing/dunning.test.ts',
  'POST /_florin/platform': 'stories/connect/platform.test.ts',
  'POST /v1/elements/bank_accounts': 'browser/bank-windows.test.ts',
  'POST /v1/elements/payment_methods/{payment_method}/detach': 'stories/customers/customer-sessions.test.ts',
  'POST /v1/payment_pages/{session}/detach_payment_method': 'stories/checkout/checkout.test.ts',
  'POST /v1/sources/{source}/verify': 'stories/charges/legacy-charges.test.ts',
  'POST /v1/payment_intents/{intent}/verify_microdeposits': 'stories/payments/bank-debits.test.ts',
  'POST /v1/setup_intents/{intent}/verify_microdeposits': 'stories/payments/bank-debits.test.ts',
};

/** With time for all of them under load. */
const TIMEOUT_MS = 120_000;

const NEWEST = '2026-10-28.endive';
/** With `FLORIN_TEST_GENERATED=long`, all parameters are sent at older versions, not only those that older ones had. */
const IS_LONG = process.env.FLORIN_TEST_GENERATED === 'long';

const CALLS = BUILT.filter(({ id }) => !(id in ELSEWHERE));

function leavesAt(operation: Operation, version: string): Leaf[] {
  const leaves = leavesOf(paramsAt(operation, version));
  if (version === NEWEST || IS_LONG) return leaves;
  const newest = new Set(leavesOf(operation.params()).map(({ path }) => path));
  return leaves.filter(({ path }) => !newest.has(path));
}

describe.each(GENERATED_AT)('at version %s every parameter has an effect or is refused', (version) => {
  const calls = CALLS.map((operation) => ({ operation, leaves: leavesAt(operation, version) }));
  it.each(calls.filter(({ leaves }) => leaves.length > 0))(
    '$operation.id',
    async ({ operation: { id }, leaves }) => {
      const prepare = SITUATIONS[id];
      if (!prepare)
        throw new Error(`Add a call of ${id} in which its parameters have an effect to the situations of its area.`);
      const shop = openShop(harness, writes, `sk_test_${`${id}${version}`.replace(/\W+/g, '')}`, version);
      const baselines = new Map();
      const unseen: string[] = [];
      for (const leaf of leaves) {
        const [finding, message] = await examine(shop, { id, prepare }, leaf, baselines);
        if (finding === 'effect' || finding === 'refused' || isReviewed(finding, id, leaf.path)) continue;
        unseen.push(`${leaf.path}=${leaf.values.join('|')}: ${finding} ${message}`);
      }
      expect(unseen).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

it('names stories that exist for what a call alone does not show', () => {
  const stories = [...REVIEWED.map(({ story }) => story), ...Object.values(ELSEWHERE)];
  const missing = stories.filter((story) => story && !existsSync(new URL(`../../${story}`, import.meta.url)));
  expect(missing).toEqual([]);
});
