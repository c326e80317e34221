import { applyParams } from '../../accounts/apply.ts';
import { createAccount } from '../../accounts/create.ts';
import { settle } from '../../accounts/settle.ts';
import { type Account, accounts } from '../../accounts/type.ts';
import type { Context } from '../../kernel/context.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { connect, findIndependent, isIndependent } from './connection.ts';
import { type AuthorizationCode, authorizationCodes } from './type.ts';

/** Lifetime of a code in seconds: https://docs.stripe.com/connect/oauth-reference#post-token */
const CODE_SECONDS = 300;

/** The owner's choice on the authorization page. */
export interface Choice {
  /** The account to connect; null creates one. */
  readonly account: string | null;
  readonly email: string | null;
}

/** Connects an account to the platform for its owner, and returns the code that the platform exchanges for a key. */
export async function authorize(
  context: Context,
  request: AuthorizationRequest,
  choice: Choice,
): Promise<{ readonly code: string; readonly account: string }> {
  const { work } = context;
  const account =
    (choice.account === null ? undefined : await findIndependent(context, choice.account)) ??
    (await createIndependent(context, request, choice));
  await connect(context, account);
  const code = work.insert<AuthorizationCode>(authorizationCodes, {
    id: work.newId(authorizationCodes.prefix),
    object: 'oauth.authorization_code',
    internal: { account: account.id, scope: request.scope, expiresAt: work.now + CODE_SECONDS, isUsed: false },
  });
  return { code: code.id, account: account.id };
}

/** The parameters of a new account by the fields of `stripe_user` that prefill them. */
function prefilled({ user, capabilities }: AuthorizationRequest) {
  const { business_name: name, url, product_description: description, phone_number: phone } = user;
  return {
    business_profile: {
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
      ...(description !== undefined && { product_description: description }),
      ...(phone !== undefined && { support_phone: phone }),
    },
    capabilities: Object.fromEntries(capabilities.map((capability) => [capability, { requested: true }])),
  };
}

/** An account of its owner's own: it has the full dashboard, and no platform controls it. */
async function createIndependent(context: Context, request: AuthorizationRequest, { email }: Choice): Promise<Account> {
  const { country } = request.user;
  const created = await createAccount(context, {
    ...(country !== undefined && { country }),
    ...(email && { email }),
  });
  const independent: Account = { ...created, controller: { type: 'account' } };
  return settle(context, created, await applyParams(context, independent, prefilled(request)));
}

/** The most accounts that the authorization page offers. */
const MOST_OFFERED = 20;

/** Returns accounts that the page can offer: those that were created there before, newest first. */
export async function offeredAccounts(context: Context): Promise<Account[]> {
  const found = await context.work.list(accounts, { limit: MOST_OFFERED });
  return found.filter(isIndependent);
}
