import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { disconnectAccount } from '../../support/connected.ts';
import { type Harness, withFlorin } from '../../support/harness.ts';
import { refusal } from '../../support/refusal.ts';

type Components = Stripe.AccountSessionCreateParams.Components;

const PUBLISHABLE = 'pk_test_harness';

async function createSession({ stripe }: Harness, components: Components, type: 'standard' | 'custom' = 'standard') {
  const { id: account } = await stripe.accounts.create({ type, country: 'US' });
  return stripe.accountSessions.create({ account, components });
}

function claim(harness: Harness, secret: string, key = PUBLISHABLE) {
  return harness.call('POST', '/v1/account_sessions/claim', { client_secret: secret }, { key });
}

describe('an account session', () => {
  test('shows every component with its features, those that are not enabled too', () =>
    withFlorin(async (harness) => {
      const session = await createSession(harness, {
        payments: { enabled: true, features: { refund_management: false, dispute_management: false } },
        payouts: { enabled: true },
      });
      expect(Object.keys(session).sort()).toEqual([
        'account',
        'client_secret',
        'components',
        'expires_at',
        'livemode',
        'object',
      ]);
      expect(session.client_secret).toMatch(/^accs_secret__\w+$/);
      expect(session.expires_at).toBe(Math.floor(harness.clock.now() / 1000) + 3600);
      expect(session.components.payments).toEqual({
        enabled: true,
        features: {
          capture_payments: true,
          destination_on_behalf_of_charge_management: false,
          dispute_management: false,
          refund_management: false,
          smart_disputes_management: false,
        },
      });
      expect(session.components.payouts.features).toEqual({
        disable_stripe_user_authentication: false,
        edit_payout_schedule: true,
        external_account_collection: true,
        instant_payouts: true,
        standard_payouts: true,
      });
      expect(session.components.account_onboarding.enabled).toBe(false);
    }));

  test('has defaults that depend on who bears losses and who collects data', () =>
    withFlorin(async (harness) => {
      const { components } = await createSession(
        harness,
        { balances: { enabled: true, features: { external_account_collection: false } } },
        'custom',
      );
      expect(components.balances.features).toEqual({
        disable_stripe_user_authentication: true,
        edit_payout_schedule: false,
        external_account_collection: false,
        instant_payouts: true,
        standard_payouts: false,
      });
    }));

  test('is refused without a component, for features of other accounts, and for accounts out of reach', () =>
    withFlorin(async (harness) => {
      const { stripe, florin } = harness;
      const { id: account } = await stripe.accounts.create({ type: 'express' });
      const create = (components: Components, of = account) =>
        refusal(stripe.accountSessions.create({ account: of, components }));
      expect(await create({ payments: { enabled: false } })).toMatchObject({ param: 'components', statusCode: 400 });
      expect(
        await create({ account_onboarding: { enabled: true, features: { external_account_collection: false } } }),
      ).toMatchObject({ param: 'components[account_onboarding][features][external_account_collection]' });
      expect(
        await create({
          documents: { enabled: true },
          balances: { enabled: true, features: { disable_stripe_user_authentication: true } },
        }),
      ).toMatchObject({ param: 'components[balances][features][disable_stripe_user_authentication]' });
      const foreign = await harness.client('sk_test_other').accounts.create();
      const enabled = { payments: { enabled: true } };
      for (const id of ['acct_1032D82eZvKYlo2C', foreign.id]) {
        expect(await create(enabled, id)).toMatchObject({ statusCode: 403, code: 'account_invalid' });
      }
      await disconnectAccount(florin, 'sk_test_harness', account);
      expect(await create(enabled)).toMatchObject({ statusCode: 403, code: 'account_invalid' });
      expect(await refusal(stripe.accountSessions.create({ account: foreign.id } as never))).toMatchObject({
        code: 'parameter_missing',
        param: 'components',
      });
    }));

  test("leaves the owner's data to the owner, as an account link does", () =>
    withFlorin(async (harness) => {
      const { stripe } = harness;
      const { account } = await createSession(harness, { account_onboarding: { enabled: true } });
      const error = await refusal(stripe.accounts.update(account, { business_type: 'individual' }));
      expect(error).toMatchObject({ param: 'business_type', statusCode: 400 });
    }));
});

describe('the page of a platform', () => {
  test('opens a session once, with the publishable key of the platform, until it expires', () =>
    withFlorin(async (harness) => {
      const first = await createSession(harness, { payments: { enabled: true }, tax_settings: { enabled: true } });
      const foreign = await claim(harness, first.client_secret, 'pk_test_other');
      expect(foreign.body.error).toMatchObject({ code: 'resource_missing', param: 'client_secret' });
      const { status, body } = await claim(harness, first.client_secret);
      expect(status).toBe(200);
      expect(body).toEqual({
        frames: expect.stringMatching(new RegExp(`^/connect/${first.account}/\\w+/\\w+$`)),
        components: ['payments', 'tax_settings'],
        not_built: ['tax_settings'],
        expires_at: first.expires_at,
      });
      expect((await claim(harness, first.client_secret)).body.error.code).toBe('account_session_used');
      const second = await createSession(harness, { payments: { enabled: true } });
      harness.clock.move(3_600_000);
      expect((await claim(harness, second.client_secret)).body.error.code).toBe('account_session_expired');
    }));
});
