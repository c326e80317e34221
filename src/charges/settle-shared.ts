import type { Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { book } from '../ledger/balance-transactions.ts';
import { takeApplicationFee } from '../transfers/application-fees/take.ts';
import { send } from '../transfers/send.ts';
import { bookCapture, captureFee } from './book-capture.ts';
import type { Charge } from './type.ts';

/** True if a charge's money is shared between a platform and an account. */
export function isShared({ account, work }: Context, charge: Charge): boolean {
  if (charge.transfer_data !== null) return true;
  return work.connected !== null && (charge.application_fee_amount !== null || account.feesOnPlatform === true);
}

/** Posts a capture of a shared charge, and what the platform and the account get of it, in one commit. */
export async function settleShared(context: Context, charge: Charge, amount: number): Promise<Charge> {
  return charge.transfer_data === null
    ? settleDirect(context, charge, amount)
    : settleForDestination(context, charge, amount, charge.transfer_data);
}

/** A payment of an account itself: the platform takes its fee from it, once. */
async function settleDirect(context: Context, charge: Charge, amount: number): Promise<Charge> {
  const { account, work } = context;
  const platform = await context.at(work.world);
  const wanted = charge.application_fee === null ? (charge.application_fee_amount ?? 0) : 0;
  // Of a smaller capture the platform cannot take more than was captured.
  const applicationFee = Math.min(wanted, amount);
  const fee = captureFee(context, charge, amount);
  const transaction = bookCapture(context, charge, {
    amount,
    fee: account.feesOnPlatform ? 0 : fee,
    ...(applicationFee > 0 && { applicationFee: { amount: applicationFee, name: platform.account.displayName } }),
  });
  if (account.feesOnPlatform) chargePlatform(platform, charge, fee);
  const taken =
    applicationFee === 0
      ? charge.application_fee
      : await takeApplicationFee(context, {
          charge: charge.id,
          amount: applicationFee,
          currency: charge.currency,
          availableOn: transaction.available_on,
          originatingTransaction: null,
        });
  return work.save<Charge>({
    ...charge,
    application_fee: taken,
    balance_transaction: charge.balance_transaction ?? transaction.id,
  });
}

/** Our fee, where the platform pays it for its account. */
function chargePlatform(platform: Context, { id, currency }: Charge, fee: number): void {
  if (fee === 0) return;
  book(platform, {
    type: 'stripe_fee',
    reportingCategory: 'fee',
    amount: -fee,
    currency,
    fee: 0,
    book: 'fees',
    availableOn: platform.work.worldNow,
    source: null,
    description: `Stripe processing fees (${id})`,
  });
}

/** A payment of the platform, of which a part or all goes to an account, less the platform's fee. */
async function settleForDestination(
  context: Context,
  charge: Charge,
  amount: number,
  data: NonNullable<Charge['transfer_data']>,
): Promise<Charge> {
  const { work } = context;
  const transaction = bookCapture(context, charge, { amount, fee: captureFee(context, charge, amount) });
  const isFirst = charge.balance_transaction === null;
  // A fixed amount is sent once, with the first part that is captured.
  const sent = data.amount === null ? amount : isFirst ? Math.min(data.amount, amount) : 0;
  const settled = { ...charge, balance_transaction: charge.balance_transaction ?? transaction.id };
  if (sent === 0) return work.save<Charge>(settled);
  const { transfer, applicationFee } = await send(context, await context.at(idOf(data.destination)), {
    amount: sent,
    currency: charge.currency,
    sourceTransaction: charge.id,
    availableOn: transaction.available_on,
    applicationFee: isFirst ? Math.min(charge.application_fee_amount ?? 0, sent) : 0,
    isDestination: true,
    transferGroup: charge.transfer_group,
  });
  return work.save<Charge>({
    ...settled,
    application_fee: charge.application_fee ?? applicationFee,
    transfer: charge.transfer ?? transfer.id,
    internal: { ...charge.internal, transferred: (charge.internal.transferred ?? 0) + sent },
  });
}
