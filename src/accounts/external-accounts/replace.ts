import type { Context } from '../../kernel/context.ts';
import type { Account } from '../type.ts';
import { listExternalAccounts } from './list.ts';
import { type GivenExternal, makeExternalAccount } from './make.ts';
import { addExternalAccount, defaultOf, removeExternalAccount } from './store.ts';

/** The external account of a call that creates or updates an account. `bank_account` is its older name. */
export interface ExternalParams {
  readonly external_account?: GivenExternal;
  readonly bank_account?: GivenExternal;
}

/** Makes the external account of a call the default of its currency, in place of the one before, which is deleted. */
export async function replaceExternalAccount(
  context: Context,
  account: Account,
  params: ExternalParams,
): Promise<void> {
  const name = params.external_account === undefined ? 'bank_account' : 'external_account';
  const given = params[name];
  if (given === undefined) return;
  const own = context.work.for(account.id);
  const made = await makeExternalAccount(context, account, given, name);
  const before = defaultOf(await listExternalAccounts(own), made.currency);
  await addExternalAccount(own, made, true);
  const replaced = before && (await listExternalAccounts(own)).find(({ id }) => id === before.id);
  if (replaced) removeExternalAccount(own, replaced);
}
