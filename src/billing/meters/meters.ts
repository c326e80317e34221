import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { resource } from '../../kernel/resource.ts';
import { deactivateMeter, reactivateMeter } from './activity.ts';
import { checkDisplayName, createMeter } from './create.ts';
import { listEventSummaries } from './event-summaries.ts';
import { type Meter, meters } from './type.ts';

export const meterResource = resource(meters, {
  collection: '/v1/billing/meters',
  item: '/v1/billing/meters/{id}',
  create: createMeter,
  retrieve: true,
  async update({ work }, meter, { display_name: name }) {
    if (name === undefined || name === meter.display_name) return meter;
    const updated = work.save<Meter>({ ...meter, display_name: checkDisplayName(name), updated: work.now });
    work.emit('billing.meter.updated', updated, previousAttributes(meter, updated));
    return updated;
  },
  list: ({ status }) => ({ where: { status } }),
  operations: [deactivateMeter, reactivateMeter, listEventSummaries],
});
