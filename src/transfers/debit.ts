import type Stripe from 'stripe';
import { type Charge, charges } from '../charges/type.ts';
import { bearsLosses, type ConnectedAccount, connectedAccountType } from '../kernel/connected-account.ts';
import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { send } from './send.ts';

/** A debit of an account. The amount is in the currency's smallest unit. */
interface Debit {
  readonly account: string;
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly metadata: Stripe.Metadata;
  readonly transferGroup: string | null;
}

/**
 * Debits an account for its platform, which bears the account's losses: it may fall below zero. Returns the platform's
 * payment (https://docs.stripe.com/connect/account-debits).
 */
export async function debitAccount(context: Context, debit: Debit): Promise<Charge> {
  const { work } = context;
  const { account: id, amount, currency, description, metadata } = debit;
  const account = work.connected === null ? await work.get(connectedAccountType, id) : undefined;
  if (!account) throw resourceMissing('source', id, 'source', 400);
  checkDebitable(account, currency);
  const { transfer } = await send(await context.at(id), context, {
    amount,
    currency,
    description,
    sourceTransaction: null,
    availableOn: work.worldNow,
    applicationFee: null,
    isDestination: false,
    transferGroup: debit.transferGroup,
  });
  const payment = await work.require(charges, idOf(transfer.destination_payment ?? ''));
  const described = work.save<Charge>({ ...payment, description, metadata });
  work.emit('charge.succeeded', described);
  return described;
}

function checkDebitable(account: ConnectedAccount, currency: string): void {
  const { id, default_currency: own } = account;
  if (!bearsLosses(account)) {
    throw invalidRequest(
      `The account ${id} cannot be debited, because its platform does not bear its losses. Only accounts with \`controller[losses][payments]=application\` can be.`,
      { param: 'source' },
    );
  }
  if (own === undefined || own === currency) return;
  throw invalidRequest(`The account ${id} can only be debited in its own currency, ${own}, not in ${currency}.`, {
    param: 'currency',
  });
}
