import { asMerchant } from '../kernel/as-merchant.ts';
import type { AccountSettings, Context } from '../kernel/context.ts';
import { idOf } from '../kernel/entity.ts';
import { type ApplicationFee, book } from '../ledger/balance-transactions.ts';
import { type Converted, convertAt, convertIn, settlementCurrency } from '../ledger/conversion.ts';
import { takeApplicationFee } from '../transfers/application-fees/take.ts';
import { send } from '../transfers/send.ts';
import { bookCapture, captureFee } from './book-capture.ts';
import type { Charge } from './type.ts';

/** True if a charge is settled for more than its account alone, or in another currency. */
export function isShared({ account, work }: Context, charge: Charge): boolean {
  if (charge.transfer_data !== null || charge.on_behalf_of !== null) return true;
  if (work.connected === null) return false;
  return (
    charge.application_fee_amount !== null ||
    account.feesOnPlatform === true ||
    settlementCurrency(account, charge.currency) !== charge.currency
  );
}

/** A capture as its balance holds it. */
interface Captured {
  /** The captured amount in the charge's smallest unit. */
  readonly amount: number;
  readonly gross: Converted;
  /** The account whose country and currency it is settled in. */
  readonly merchant: AccountSettings;
}

/** Posts a capture of a shared charge, and what the platform and the account get of it, in one commit. */
export async function settleShared(context: Context, charge: Charge, amount: number): Promise<Charge> {
  const { account: merchant } = await asMerchant(context, charge.on_behalf_of);
  const { currency } = charge;
  const gross = convertIn({ amount, currency }, settlementCurrency(merchant, currency));
  const settled = merchant === context.account && !gross.original ? charge : withSettlement(charge, gross, merchant);
  const captured = { amount, gross, merchant };
  return charge.transfer_data === null
    ? settleDirect(context, settled, captured)
    : settleForDestination(context, settled, captured, charge.transfer_data);
}

function withSettlement(charge: Charge, { currency, exchangeRate }: Converted, merchant: AccountSettings): Charge {
  const { country, delayDays, startOfDay } = merchant;
  const settlement = {
    country,
    ...(delayDays !== undefined && { delayDays }),
    ...(startOfDay && { startOfDay }),
    currency,
    ...(exchangeRate !== undefined && { exchangeRate }),
  };
  return { ...charge, internal: { ...charge.internal, settlement } };
}

/** A part of a payment, such as a fee, in the currency that the payment was settled in. */
function partOf({ gross }: Captured, amount: number, currency: string): Converted {
  const { exchangeRate } = gross;
  return exchangeRate === undefined
    ? { amount, currency }
    : convertAt({ amount, currency }, gross.currency, exchangeRate);
}

/** A payment of an account itself: the platform takes its fee from it, once. */
async function settleDirect(context: Context, charge: Charge, captured: Captured): Promise<Charge> {
  const { account, work } = context;
  const { amount, gross, merchant } = captured;
  const platform = await context.at(work.world);
  const wanted = charge.application_fee === null ? (charge.application_fee_amount ?? 0) : 0;
  // Of a smaller capture the platform cannot take more than was captured.
  const applicationFee = Math.min(wanted, amount);
  const taken = partOf(captured, applicationFee, charge.currency);
  const transaction = bookCapture(
    context,
    charge,
    {
      ...gross,
      fee: account.feesOnPlatform ? 0 : captureFee(context, gross, merchant),
      ...(applicationFee > 0 && { applicationFee: named(platform, taken) }),
    },
    merchant,
  );
  if (account.feesOnPlatform) chargePlatform(platform, charge, amount, merchant);
  const fee =
    applicationFee === 0
      ? charge.application_fee
      : await takeApplicationFee(context, {
          charge: charge.id,
          taken,
          availableOn: transaction.available_on,
          originatingTransaction: null,
        });
  return work.save<Charge>({
    ...charge,
    application_fee: fee,
    balance_transaction: charge.balance_transaction ?? transaction.id,
  });
}

function named({ account }: Context, { amount, original }: Converted): ApplicationFee {
  return { amount, name: account.displayName, original };
}

/** Our fee, where the platform pays it for its account. */
function chargePlatform(platform: Context, { id, currency }: Charge, amount: number, merchant: AccountSettings): void {
  const fee = captureFee(platform, { amount, currency }, merchant);
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
  captured: Captured,
  data: NonNullable<Charge['transfer_data']>,
): Promise<Charge> {
  const { work } = context;
  const { amount, gross, merchant } = captured;
  const { currency } = charge;
  const transaction = bookCapture(context, charge, { ...gross, fee: captureFee(context, gross, merchant) }, merchant);
  const isFirst = charge.balance_transaction === null;
  // A fixed amount is sent once, with the first part that is captured.
  const wanted = data.amount === null ? amount : isFirst ? Math.min(data.amount, amount) : 0;
  const settled = { ...charge, balance_transaction: charge.balance_transaction ?? transaction.id };
  if (wanted === 0) return work.save<Charge>(settled);
  const applicationFee = isFirst ? Math.min(charge.application_fee_amount ?? 0, wanted) : 0;
  const sent = partOf(captured, wanted, currency).amount;
  const { payment, ...described } = charge.internal.transferDetails ?? {};
  const { transfer, applicationFee: fee } = await send(context, await context.at(idOf(data.destination)), {
    ...described,
    ...(payment && { payment }),
    amount: sent,
    currency: gross.currency,
    sourceTransaction: charge.id,
    availableOn: transaction.available_on,
    applicationFee: applicationFee === 0 ? null : partOf(captured, applicationFee, currency),
    isDestination: true,
    transferGroup: charge.transfer_group,
  });
  return work.save<Charge>({
    ...settled,
    application_fee: charge.application_fee ?? fee,
    transfer: charge.transfer ?? transfer.id,
    internal: { ...settled.internal, transferred: (charge.internal.transferred ?? 0) + sent },
  });
}
