import { listExternalAccounts } from '../accounts/external-accounts/list.ts';
import { type ExternalAccount, externalBankAccounts } from '../accounts/external-accounts/type.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { makeTestBank } from './test-bank.ts';

/** A bank account or debit card that a payout goes to. */
export interface Destination {
  readonly id: string;
  readonly type: 'bank_account' | 'card';
  readonly country: string | null;
  readonly takesInstant: boolean;
  /** False once a payout to it has failed, until it is updated. */
  readonly isUsable: boolean;
  /** The code with which it refuses payouts; null if they arrive. */
  readonly failure: string | null;
}

/** The default external account of a currency, which its payouts go to; undefined if it has none. */
export async function defaultDestination(context: Context, currency: string): Promise<Destination | undefined> {
  const found = await externalAccounts(context);
  const chosen = found.find((one) => one.currency === currency && one.default_for_currency);
  return chosen && destinationOf(chosen);
}

/** As `defaultDestination`, or the one that a call names. Throws if there is none. */
export async function requireDestination(
  context: Context,
  id: string | undefined,
  currency: string,
): Promise<Destination> {
  if (id === undefined) {
    const found = await defaultDestination(context, currency);
    if (found) return found;
    throw invalidRequest(`Sorry, you don't have any external accounts in that currency (${currency})`);
  }
  const found = (await externalAccounts(context)).find((one) => one.id === id);
  if (!found) throw resourceMissing(externalBankAccounts.noun, id, 'destination', 400);
  if (found.currency === currency) return destinationOf(found);
  throw invalidRequest(`The destination ${id} is paid out to in ${found.currency}, not in ${currency}.`, {
    param: 'destination',
  });
}

/** The platform has a test bank account of its own from its first payout on. */
async function externalAccounts(context: Context): Promise<readonly ExternalAccount[]> {
  const found = await listExternalAccounts(context.work);
  if (found.length > 0 || context.work.connected !== null) return found;
  return [makeTestBank(context)];
}

function destinationOf(external: ExternalAccount): Destination {
  const { id, object } = external;
  const isBank = object === 'bank_account';
  return {
    id,
    type: object,
    country: external.country ?? null,
    takesInstant: (external.available_payout_methods ?? []).includes('instant'),
    isUsable: !isBank || external.status !== 'errored',
    failure: failureOf(external),
  };
}

function failureOf({ internal }: ExternalAccount): string | null {
  return 'bank' in internal ? internal.bank.failure : null;
}
