import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { define, type Operation, operation } from '../../kernel/operation.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { documentOf } from '../documents.ts';
import { requireAccount, requireScope } from '../find.ts';
import { overlay } from '../overlay.ts';
import { checkOwnerProvides } from '../owner-provides.ts';
import { settle } from '../settle.ts';
import type { Account } from '../type.ts';
import { findExternalAccount, listExternalAccounts } from './list.ts';
import { type GivenExternal, makeExternalAccount } from './make.ts';
import { addExternalAccount, makeDefault, removeExternalAccount, saveExternalAccount } from './store.ts';
import { type ExternalAccount, externalBankAccounts } from './type.ts';

type UpdateParams = Stripe.AccountUpdateExternalAccountParams;

async function require(own: UnitOfWork, id: string): Promise<ExternalAccount> {
  const found = await findExternalAccount(own, id);
  if (found) return found;
  throw resourceMissing(externalBankAccounts.noun, id, externalBankAccounts.idParam);
}

async function create(context: Context, account: Account, params: Stripe.AccountCreateExternalAccountParams) {
  checkOwnerProvides(account, 'external_account');
  const own = context.work.for(account.id);
  // The contract has checked the forms that an external account may have.
  const made = await makeExternalAccount(
    context,
    account,
    params.external_account as GivenExternal,
    'external_account',
  );
  const described = { ...made, metadata: mergeMetadata(made.metadata, params.metadata) };
  const added = await addExternalAccount(own, described, params.default_for_currency === true);
  await settle(context, account, account);
  return added;
}

async function update(context: Context, account: Account, id: string, params: UpdateParams): Promise<ExternalAccount> {
  const own = context.work.for(account.id);
  const before = await require(own, id);
  checkFits(before, params);
  const { default_for_currency: isDefault, documents, metadata, expand: _, ...shown } = params;
  for (const [index, file] of (documents?.bank_account_ownership_verification?.files ?? []).entries()) {
    await documentOf(context, account.id, file, `documents[bank_account_ownership_verification][files][${index}]`);
  }
  if (isDefault === false && before.default_for_currency) {
    throw invalidRequest(
      `${id} is the default for ${before.currency}. Make another external account of that currency the default instead.`,
      { param: 'default_for_currency' },
    );
  }
  const chosen = isDefault === true ? await makeDefault(own, before) : before;
  const changed = {
    ...overlay(chosen, shown),
    metadata: mergeMetadata(before.metadata, metadata),
    // Any update, also an empty one, has the bank tried again after a failed payout.
    ...(before.object === 'bank_account' && before.status === 'errored' && { status: 'new' }),
  };
  saveExternalAccount(own, before, changed);
  await settle(context, account, account);
  return changed;
}

/** The parameters that only one of the two kinds has. */
const ONLY_CARDS = [
  'address_city',
  'address_country',
  'address_line1',
  'address_line2',
  'address_state',
  'address_zip',
  'exp_month',
  'exp_year',
  'name',
] as const;
const ONLY_BANKS = ['account_holder_name', 'account_holder_type', 'account_type', 'documents'] as const;

function checkFits({ object, id }: ExternalAccount, params: UpdateParams): void {
  const foreign = object === 'card' ? ONLY_BANKS : ONLY_CARDS;
  const param = foreign.find((name) => params[name] !== undefined);
  if (param === undefined) return;
  throw invalidRequest(`Received unknown parameter: ${param}. ${id} is a ${object.replace('_', ' ')}.`, {
    code: 'parameter_unknown',
    param,
  });
}

async function remove(context: Context, account: Account, id: string): Promise<Stripe.DeletedExternalAccount> {
  checkOwnerProvides(account, 'external_account');
  const own = context.work.for(account.id);
  const found = await require(own, id);
  if (found.default_for_currency && found.currency === account.default_currency) {
    throw invalidRequest(
      'You cannot delete the default external account for your default currency. Please make another external account the default using the `default_for_currency` param, and then delete this one.',
    );
  }
  removeExternalAccount(own, found);
  const [next] = (await listExternalAccounts(own)).filter(({ currency }) => currency === found.currency);
  if (found.default_for_currency && next) saveExternalAccount(own, next, { ...next, default_for_currency: true });
  await settle(context, account, account);
  return { id, object: found.object, deleted: true, ...(found.currency && { currency: found.currency }) };
}

export const externalAccountOperations: readonly Operation[] = [
  define('GET /v1/accounts/{account}/external_accounts', async (context, params, path) => {
    const own = await requireScope(context, path.account);
    const found = (await listExternalAccounts(own)).filter(({ object }) => (params.object ?? object) === object);
    return pageOfItems(found, params, `/v1/accounts/${own.account}/external_accounts`, externalBankAccounts.noun);
  }),
  define('GET /v1/accounts/{account}/external_accounts/{id}', async (context, _params, path) =>
    require(await requireScope(context, path.account), path.id),
  ),
  define(
    'POST /v1/accounts/{account}/external_accounts',
    async (context, params, path) => create(context, await requireAccount(context, path.account), params),
    { lock: 'account' },
  ),
  define(
    'POST /v1/accounts/{account}/external_accounts/{id}',
    async (context, params, path) => update(context, await requireAccount(context, path.account), path.id, params),
    { lock: 'account' },
  ),
  operation(
    'DELETE /v1/accounts/{account}/external_accounts/{id}',
    async (context, _params, path) => remove(context, await requireAccount(context, path.account), path.id),
    { lock: 'account' },
  ),
];
