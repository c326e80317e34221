import { embeddedList, type Page } from '../../kernel/list.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type ExternalAccount, externalBankAccounts, externalCards } from './type.ts';

/** External accounts of one account. */
export const MOST_EXTERNAL_ACCOUNTS = 200;

/** The external accounts of an account, newest first. `own` acts for the account. */
export async function listExternalAccounts(own: UnitOfWork): Promise<ExternalAccount[]> {
  const wanted = { by: 'external', limit: MOST_EXTERNAL_ACCOUNTS };
  const found = [
    ...(await own.listEntries(externalBankAccounts, wanted)),
    ...(await own.listEntries(externalCards, wanted)),
  ];
  return found.sort((a, b) => b.position - a.position).map(({ object }) => object);
}

/** An external account of an account; undefined if it has none by that id. */
export async function findExternalAccount(own: UnitOfWork, id: string): Promise<ExternalAccount | undefined> {
  return (await listExternalAccounts(own)).find((found) => found.id === id);
}

/** The list inside the account object. */
export function embeddedExternalAccounts(
  account: string,
  found: readonly ExternalAccount[],
): Page<ExternalAccount> & { readonly total_count: number } {
  return embeddedList(found, `/v1/accounts/${account}/external_accounts`);
}
