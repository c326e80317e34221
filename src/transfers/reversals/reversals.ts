import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { withEntry } from '../embedded.ts';
import { type Transfer, transfers } from '../type.ts';
import { reverse, unreversed } from './reverse.ts';
import { type TransferReversal, transferReversals } from './type.ts';

const createReversal = operation(
  'POST /v1/transfers/{transfer}/reversals',
  async (context, params, path) => {
    const transfer = await context.work.require(transfers, path.transfer);
    return reverse(context, transfer, params.amount ?? unreversed(transfer), {
      description: params.description,
      metadata: mergeMetadata({}, params.metadata),
      refundApplicationFee: params.refund_application_fee,
    });
  },
  { lock: 'transfer' },
);

const listReversals = operation('GET /v1/transfers/{transfer}/reversals', async (context, params, path) => {
  const { id } = await context.work.require(transfers, path.transfer);
  return listPage(context, transferReversals, params, `/v1/transfers/${id}/reversals`, { by: `transfer/${id}` });
});

const retrieveReversal = operation(
  'GET /v1/transfers/{transfer}/reversals/{id}',
  async (context, _params, path) => (await reversalOf(context, path)).reversal,
);

const updateReversal = operation(
  'POST /v1/transfers/{transfer}/reversals/{id}',
  async (context, params, path) => {
    const { work } = context;
    const { transfer, reversal } = await reversalOf(context, path);
    const metadata = mergeMetadata(reversal.metadata, params.metadata);
    const updated = work.save<TransferReversal>({ ...reversal, metadata });
    const { internal: _, ...shown } = updated;
    work.save<Transfer>({ ...transfer, reversals: withEntry(transfer.reversals, shown) });
    return updated;
  },
  { lock: 'transfer' },
);

async function reversalOf(
  { work }: Context,
  path: { readonly transfer: string; readonly id: string },
): Promise<{ transfer: Transfer; reversal: TransferReversal }> {
  const transfer = await work.require(transfers, path.transfer);
  const reversal = await work.get(transferReversals, path.id);
  if (reversal?.transfer !== transfer.id)
    throw resourceMissing(transferReversals.noun, path.id, transferReversals.idParam);
  return { transfer, reversal };
}

export const transferReversalResource = resource(transferReversals, {
  operations: [createReversal, listReversals, retrieveReversal, updateReversal],
});
