import type Stripe from 'stripe';
import { type ConnectedAccount, connectedAccountType } from '../kernel/connected-account.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { pathOf } from '../kernel/param-path.ts';
import { formatAmount } from '../shared/currencies.ts';
import { requireDestination } from './destination.ts';

/** The part of a payment that is transferred, its account, and the descriptions of its transfer and payment. */
type TransferTerms = Omit<Stripe.PaymentIntent.TransferData, 'destination'> & { readonly destination: string };

/** The shares of a platform and its accounts in a payment. Amounts are in the payment's smallest unit. */
export interface SharingTerms {
  readonly application_fee_amount: number | null;
  /** The account that is the merchant, if it is another than the one that is paid. */
  readonly on_behalf_of: string | null;
  readonly transfer_data: TransferTerms | null;
}

/** A text and metadata of an object that a payment brings with it. */
interface Described {
  readonly description?: string | undefined;
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam> | undefined;
}

/** Their parameters. An empty text removes what was set before. */
export interface SharingParams {
  readonly application_fee_amount?: number | '' | null | undefined;
  readonly on_behalf_of?: string | undefined;
  readonly transfer_data?:
    | (Described & {
        readonly amount?: number | undefined;
        readonly destination?: string | undefined;
        readonly payment_data?: Described | undefined;
      })
    | undefined;
}

/** The payment to share. */
interface Shared {
  readonly amount: number;
  readonly currency: string;
}

/** A payment that is its account's alone. */
export const NOT_SHARED: SharingTerms = { application_fee_amount: null, on_behalf_of: null, transfer_data: null };

/** True if parameters are about sharing, or the payment is shared already. */
export function isSharing(params: SharingParams, current: SharingTerms = NOT_SHARED): boolean {
  return (
    params.application_fee_amount !== undefined ||
    params.on_behalf_of !== undefined ||
    params.transfer_data !== undefined ||
    current.application_fee_amount !== null ||
    current.transfer_data !== null
  );
}

/** The terms after a call. Throws Stripe's error for what cannot be shared so. `under` is the hash that the parameters are sent in. */
export async function sharingTerms(
  context: Context,
  params: SharingParams,
  payment: Shared,
  current: SharingTerms = NOT_SHARED,
  under = '',
): Promise<SharingTerms> {
  const terms = withParams(params, current);
  const merchant = params.on_behalf_of;
  if (merchant) await requireMerchant(context, merchant, pathOf(under, 'on_behalf_of'));
  const destination = params.transfer_data?.destination;
  if (destination !== undefined) {
    await requireDestination(context, destination, pathOf(under, 'transfer_data[destination]'));
  }
  checkShares(context, terms, payment, under);
  return terms;
}

function withParams(params: SharingParams, current: SharingTerms): SharingTerms {
  const { application_fee_amount: fee, on_behalf_of: merchant, transfer_data: data } = params;
  const amount = data?.amount ?? current.transfer_data?.amount;
  const destination = data?.destination ?? current.transfer_data?.destination;
  return {
    application_fee_amount: fee === undefined ? current.application_fee_amount : fee === '' ? null : fee,
    on_behalf_of: merchant === undefined ? current.on_behalf_of : merchant || null,
    transfer_data:
      destination === undefined
        ? null
        : { ...(amount !== undefined && { amount }), destination, ...describedWith(data, current.transfer_data ?? {}) },
  };
}

function describedWith(
  given: SharingParams['transfer_data'],
  current: Partial<TransferTerms>,
): Pick<TransferTerms, 'description' | 'metadata' | 'payment_data'> {
  const payment =
    given?.payment_data === undefined ? current.payment_data : described(given.payment_data, current.payment_data);
  return { ...described(given, current), ...(payment && { payment_data: payment }) };
}

function described(
  given: Described | undefined,
  current: { readonly description?: string; readonly metadata?: Stripe.Metadata } = {},
): { description?: string; metadata?: Stripe.Metadata } {
  const description = given?.description ?? current.description;
  const metadata =
    given?.metadata === undefined ? current.metadata : mergeMetadata(current.metadata ?? {}, given.metadata);
  return { ...(description && { description }), ...(metadata && { metadata }) };
}

/** Throws unless a payment can be made on behalf of an account. */
export async function requireMerchant({ work }: Context, id: string, param = 'on_behalf_of'): Promise<void> {
  const account = await work.for(work.world).get<ConnectedAccount>(connectedAccountType, id);
  if (!account) throw resourceMissing('on_behalf_of', id, param, 400);
}

/** Throws unless the shares fit the payment. */
export function checkShares(
  { work }: Context,
  { application_fee_amount: fee, on_behalf_of: merchant, transfer_data: data }: SharingTerms,
  payment: Shared,
  under = '',
): void {
  if (fee !== null && work.connected === null && data === null) {
    throw invalidRequest(
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
      { code: 'parameter_missing', param: pathOf(under, 'application_fee_amount') },
    );
  }
  if (merchant && data && merchant !== data.destination) {
    throw invalidRequest(
      `You cannot specify an \`on_behalf_of\` value that is different from the \`transfer_data[destination]\` value: the funds of ${merchant} cannot be sent to ${data.destination}. Use separate charges and transfers instead.`,
      { param: pathOf(under, 'on_behalf_of') },
    );
  }
  if (fee !== null && data?.amount !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: application_fee_amount, transfer_data[amount].',
      { param: pathOf(under, 'transfer_data[amount]') },
    );
  }
  checkShare(fee, payment, 'application_fee_amount', under);
  checkShare(data?.amount ?? null, payment, 'transfer_data[amount]', under);
}

function checkShare(share: number | null, { amount, currency }: Shared, param: string, under: string): void {
  if (share === null) return;
  if (share < 0 || (share === 0 && param !== 'application_fee_amount')) {
    throw invalidRequest(
      `This value must be greater than or equal to ${share < 0 && param === 'application_fee_amount' ? 0 : 1}.`,
      {
        code: 'parameter_invalid_integer',
        param: pathOf(under, param),
      },
    );
  }
  if (share <= amount) return;
  const shown = (value: number) => formatAmount(value, currency);
  throw invalidRequest(`The ${param} (${shown(share)}) must not be greater than the amount (${shown(amount)}).`, {
    code: 'amount_too_large',
    param: pathOf(under, param),
  });
}
