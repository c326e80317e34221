import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { withEntry } from '../embedded.ts';
import { giveBackFee, unrefundedFee } from './give-back.ts';
import { type ApplicationFee, applicationFees, type FeeRefund, feeRefunds } from './type.ts';

/** Fees belong to the platform: an account does not see them. */
export const applicationFeeResource = resource(applicationFees, {
  collection: '/v1/application_fees',
  item: '/v1/application_fees/{fee}',
  retrieve: true,
  list: ({ charge }) => ({ where: { charge } }),
});

const createFeeRefund = operation(
  'POST /v1/application_fees/{fee}/refunds',
  async (context, params, path) => {
    const fee = await context.work.require(applicationFees, path.fee);
    return giveBackFee(context, fee, params.amount ?? unrefundedFee(fee), mergeMetadata({}, params.metadata));
  },
  { lock: 'fee' },
);

const listFeeRefunds = operation('GET /v1/application_fees/{fee}/refunds', async (context, params, path) => {
  const { id } = await context.work.require(applicationFees, path.fee);
  return listPage(context, feeRefunds, params, `/v1/application_fees/${id}/refunds`, { by: `fee/${id}` });
});

const retrieveFeeRefund = operation(
  'GET /v1/application_fees/{fee}/refunds/{id}',
  async (context, _params, path) => (await feeRefundOf(context, path)).refund,
);

const updateFeeRefund = operation(
  'POST /v1/application_fees/{fee}/refunds/{id}',
  async (context, params, path) => {
    const { fee, refund } = await feeRefundOf(context, path);
    const { work } = context;
    const metadata = mergeMetadata(refund.metadata, params.metadata);
    const updated = work.save<FeeRefund>({ ...refund, metadata });
    work.save<ApplicationFee>({ ...fee, refunds: withEntry(fee.refunds, updated) });
    work.emit('application_fee.refund.updated', updated, { metadata: refund.metadata });
    return updated;
  },
  { lock: 'fee' },
);

async function feeRefundOf(
  { work }: Context,
  path: { readonly fee: string; readonly id: string },
): Promise<{ fee: ApplicationFee; refund: FeeRefund }> {
  const fee = await work.require(applicationFees, path.fee);
  const refund = await work.get(feeRefunds, path.id);
  if (refund?.fee !== fee.id) throw resourceMissing(feeRefunds.noun, path.id, feeRefunds.idParam);
  return { fee, refund };
}

export const feeRefundResource = resource(feeRefunds, {
  operations: [createFeeRefund, listFeeRefunds, retrieveFeeRefund, updateFeeRefund],
});
