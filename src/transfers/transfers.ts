import { mergeMetadata } from '../kernel/metadata.ts';
import { previousAttributes } from '../kernel/previous-attributes.ts';
import { resource } from '../kernel/resource.ts';
import { createTransfer } from './create.ts';
import { type Transfer, transfers } from './type.ts';

export const transferResource = resource(transfers, {
  collection: '/v1/transfers',
  item: '/v1/transfers/{transfer}',
  create: createTransfer,
  retrieve: true,
  async update({ work }, current, params) {
    const updated: Transfer = {
      ...current,
      ...(params.description !== undefined && { description: params.description || null }),
      metadata: mergeMetadata(current.metadata, params.metadata),
    };
    const previous = previousAttributes(current, updated);
    if (Object.keys(previous).length === 0) return current;
    work.save(updated);
    work.emit('transfer.updated', updated, previous);
    return updated;
  },
  list: ({ destination, transfer_group }) => ({ where: { destination, transfer_group } }),
  options: {
    create: {
      // Amounts that are sent of one balance, or of one charge, are counted by one decision after another.
      lock: ({ work }, { source_transaction: source }) => [source ?? work.account],
    },
  },
});
