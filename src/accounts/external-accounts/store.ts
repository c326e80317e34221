import { invalidRequest } from '../../kernel/errors.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { listExternalAccounts, MOST_EXTERNAL_ACCOUNTS } from './list.ts';
import { type ExternalAccount, externalBankAccounts, externalCards } from './type.ts';

/**
 * Adds an external account. The first of a currency is its default; with `isDefault` it is in any case. `own` acts for
 * the account.
 */
export async function addExternalAccount(
  own: UnitOfWork,
  made: ExternalAccount,
  isDefault: boolean,
): Promise<ExternalAccount> {
  const others = await listExternalAccounts(own);
  if (others.length >= MOST_EXTERNAL_ACCOUNTS) {
    throw invalidRequest(`The account has ${others.length} external accounts, the most it can have. Delete one first.`);
  }
  const before = defaultOf(others, made.currency);
  const added = { ...made, default_for_currency: isDefault || before === undefined };
  const inserted =
    added.object === 'bank_account' ? own.insert(externalBankAccounts, added) : own.insert(externalCards, added);
  own.emit('account.external_account.created', inserted);
  if (isDefault && before) saveExternalAccount(own, before, { ...before, default_for_currency: false });
  return inserted;
}

/** The default of a currency. */
export function defaultOf(
  found: readonly ExternalAccount[],
  currency: string | null | undefined,
): ExternalAccount | undefined {
  return found.find((one) => one.currency === currency && one.default_for_currency);
}

/** Stores a changed external account and emits the change. */
export function saveExternalAccount(own: UnitOfWork, before: ExternalAccount, changed: ExternalAccount): void {
  const previous = previousAttributes(before, changed);
  own.save(changed);
  if (Object.keys(previous).length > 0) own.emit('account.external_account.updated', changed, previous);
}

/** Makes an external account the default of its currency. */
export async function makeDefault(own: UnitOfWork, chosen: ExternalAccount): Promise<ExternalAccount> {
  const before = defaultOf(await listExternalAccounts(own), chosen.currency);
  if (before?.id === chosen.id) return chosen;
  if (before) saveExternalAccount(own, before, { ...before, default_for_currency: false });
  return { ...chosen, default_for_currency: true };
}

/** Removes an external account and emits it. */
export function removeExternalAccount(own: UnitOfWork, removed: ExternalAccount): void {
  own.emit('account.external_account.deleted', removed);
  own.remove(removed);
}
