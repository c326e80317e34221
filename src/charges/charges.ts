import { customers } from '../customers/type.ts';
import { idOf } from '../kernel/entity.ts';
import { checkNamed, embeddedList, MOST_EMBEDDED } from '../kernel/list.ts';
import { resource } from '../kernel/resource.ts';
import { invoiceOf, paymentIntents } from '../payments/payment-intents/type.ts';
import { searchOperation } from '../search/search.ts';
import { captureCharge } from './capture.ts';
import { refundsOnCharge } from './changes/2022-11-15-list-of-refunds.ts';
import { amountUpdatesOfCharges } from './changes/2025-03-31.basil-amount-updates.ts';
import { invoiceOfCharges } from './changes/2025-03-31.basil-invoice.ts';
import { expandableMandateOfCardCharges } from './changes/2026-09-30.endive-expandable-mandate.ts';
import { createCharge } from './create.ts';
import { refunds } from './refunds/type.ts';
import { chargeTimers } from './timers.ts';
import { charges } from './type.ts';
import { updateCharge } from './update.ts';

export const chargeResource = resource(charges, {
  collection: '/v1/charges',
  item: '/v1/charges/{charge}',
  retrieve: true,
  update: updateCharge,
  list: async (params, context) => {
    await checkNamed(context, customers, params.customer, 'customer');
    await checkNamed(context, paymentIntents, params.payment_intent, 'payment_intent');
    const { customer, payment_intent, transfer_group } = params;
    return { where: { customer, payment_intent, transfer_group } };
  },
  operations: [createCharge, captureCharge, searchOperation(charges)],
  includes: {
    // Only API versions before basil have it.
    invoice: async ({ work }, { id }) => {
      const charge = await work.get(charges, id);
      return invoiceOf(await work.get(paymentIntents, idOf(charge?.payment_intent) ?? ''));
    },
    refunds: async ({ work }, { id }) =>
      embeddedList(await work.list(refunds, { by: `charge/${id}`, limit: MOST_EMBEDDED }), `/v1/charges/${id}/refunds`),
  },
  timers: chargeTimers,
  changes: [refundsOnCharge, amountUpdatesOfCharges, invoiceOfCharges, expandableMandateOfCardCharges],
});
