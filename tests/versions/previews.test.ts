import { describe, expect, it } from 'vitest';
import { captureMethodDefault } from '../../src/api/versions/2024-04-10/capture-method-default.ts';
import { displayBrandOfCards } from '../../src/api/versions/2024-04-10/display-brand-of-cards.ts';
import { onlyAddsFields } from '../../src/api/versions/previews.ts';
import { withFlorin } from '../support/harness.ts';

/** A saved card and a payment with it, as a caller with this header sees them. */
async function seenWith(version: string) {
  let seen = { card: {}, charge: {}, capture: '' };
  await withFlorin(async ({ call }) => {
    const headers = { 'stripe-version': version };
    const card = await call('POST', '/v1/payment_methods', { type: 'card', 'card[token]': 'tok_visa' }, { headers });
    const form = { amount: '1000', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' };
    const paid = await call('POST', '/v1/payment_intents', { ...form, 'expand[]': 'latest_charge' }, { headers });
    seen = { card: card.body, charge: paid.body.latest_charge, capture: paid.body.capture_method };
  });
  return seen;
}

describe('a caller who asks for a preview', () => {
  it('gets the fields that had been published while there was that preview', async () => {
    const { card, charge } = await seenWith('2023-10-16; risk_in_requirements_beta=v1');
    expect(card).toMatchObject({ allow_redisplay: 'unspecified', card: { display_brand: 'visa' } });
    expect(charge).toMatchObject({ radar_options: {}, outcome: { network_advice_code: null } });
    // Published with 2026, when the preview was no more.
    expect(card).not.toHaveProperty('customer_account');
  });

  it('is spared what their version did otherwise all the same', async () => {
    const { capture } = await seenWith('2023-10-16; risk_in_requirements_beta=v1');
    expect(capture).toBe('automatic');
    expect((await seenWith('2024-04-10')).capture).toBe('automatic_async');
  });

  it('gets the fields of their version alone when the preview is not known', async () => {
    const { card } = await seenWith('2023-10-16; orders_beta=v4');
    expect(card).not.toHaveProperty('allow_redisplay');
  });
});

it('a change only adds fields when undoing it only leaves them out', () => {
  expect(onlyAddsFields(displayBrandOfCards)).toBe(true);
  expect(onlyAddsFields(captureMethodDefault)).toBe(false);
});
