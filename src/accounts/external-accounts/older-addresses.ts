import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import type { OlderAddress } from '../../kernel/older-address.ts';
import { requireScope } from '../find.ts';
import { findExternalAccount } from './list.ts';
import { externalBankAccounts } from './type.ts';

const LIST = '/v1/accounts/{account}/external_accounts';
const OLDER = '/v1/accounts/{account}/bank_accounts';

/** A debit card has no such address. */
async function one({ account = '', id = '' }: Record<string, string>, context: Context) {
  const found = await findExternalAccount(await requireScope(context, account), id);
  if (found?.object !== externalBankAccounts.object) {
    throw resourceMissing(externalBankAccounts.noun, id, externalBankAccounts.idParam);
  }
  return { path: { account, id } };
}

/** Bank accounts of connected accounts at the addresses that they had before debit cards were external accounts too. */
export const olderBankAddresses: readonly OlderAddress[] = [
  { at: `GET ${OLDER}`, is: `GET ${LIST}`, as: (path) => ({ params: { object: 'bank_account' }, path }) },
  { at: `POST ${OLDER}`, is: `POST ${LIST}`, as: (path) => ({ path }) },
  { at: `GET ${OLDER}/{id}`, is: `GET ${LIST}/{id}`, as: one },
  { at: `POST ${OLDER}/{id}`, is: `POST ${LIST}/{id}`, as: one },
  { at: `DELETE ${OLDER}/{id}`, is: `DELETE ${LIST}/{id}`, as: one },
];
