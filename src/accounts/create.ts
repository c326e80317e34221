import type Stripe from 'stripe';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { applyParams } from './apply.ts';
import { BLANK_PROFILE } from './business-profile.ts';
import { governanceOf } from './controller.ts';
import { embeddedExternalAccounts } from './external-accounts/list.ts';
import type { AccountParams } from './params.ts';
import { rulesOf } from './requirements/country-rules.ts';
import { NOTHING_DUE } from './requirements/type.ts';
import { firstSettings } from './settings/settings.ts';
import { settle } from './settle.ts';
import type { Account } from './type.ts';

/** Parameters of a new account: what cannot change later, and what can. */
export type CreateParams = AccountParams & Pick<Stripe.AccountCreateParams, 'controller' | 'country' | 'type'>;

/** Accounts are connected to platforms, and have none of their own. */
function checkPlatform({ work }: Context): void {
  if (work.connected === null) return;
  throw invalidRequest(
    "You can only create new accounts if you've signed up for Connect, which you can do at https://dashboard.stripe.com/connect. Create the account without the Stripe-Account header.",
  );
}

/** Creates a connected account. Everything about it may be given at once. */
export async function createAccount(context: Context, params: CreateParams): Promise<Account> {
  checkPlatform(context);
  const { type, controller } = governanceOf(params);
  const country = (params.country ?? context.account.country).toUpperCase();
  const rules = rulesOf(country);
  if (!rules) {
    throw invalidRequest(
      `Accounts in ${country} are not available. Use one of the countries of GET /v1/country_specs.`,
      { code: 'country_unsupported', param: 'country' },
    );
  }
  const blank: Account = {
    id: context.work.newAccountId(),
    object: 'account',
    business_profile: BLANK_PROFILE,
    business_type: null,
    capabilities: {},
    charges_enabled: false,
    controller,
    country,
    created: context.work.now,
    default_currency: rules.currency,
    details_submitted: false,
    email: null,
    external_accounts: embeddedExternalAccounts('', []),
    future_requirements: NOTHING_DUE,
    metadata: {},
    payouts_enabled: false,
    requirements: NOTHING_DUE,
    settings: firstSettings({ type, country }),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type,
    internal: {
      checks: { company: [], business: [] },
      deadline: null,
      documents: {},
      numbers: {},
      readyAt: null,
      testDocuments: {},
    },
  };
  return settle(context, undefined, await applyParams(context, blank, params));
}
