import { charges } from '../../../charges/type.ts';
import { integer, oneOf, text } from '../../../contract/shape.ts';
import { idOf } from '../../../kernel/entity.ts';
import { resourceMissing } from '../../../kernel/errors.ts';
import { paymentIntents } from '../../../payments/payment-intents/type.ts';
import { door } from '../../door.ts';
import { listPayments } from './list.ts';
import { rowsOf } from './rows.ts';
import { TABS, type TabName } from './tabs.ts';

// The keys of the table are its names.
const STATES = Object.keys(TABS) as [TabName, ...TabName[]];

const FILTERS = {
  state: oneOf(...STATES),
  customer: text,
  currency: text,
  method: text,
  amount: integer,
  from: integer,
  to: integer,
  metadata: text,
};

/** Payments as a list shows them. */
export const paymentDoors = [
  door('GET /payments', { ...FILTERS, limit: integer, after: text, before: text }, (context, params) =>
    listPayments(context, params),
  ),
  door('GET /payments/{id}', {}, async (context, _params, { id }) => {
    const charge = /^(ch|py)_/.test(id) ? await context.work.get(charges, id) : undefined;
    const intent = charge ? idOf(charge.payment_intent) : id;
    const payment = (intent === null ? undefined : await context.work.get(paymentIntents, intent)) ?? charge;
    if (!payment) throw resourceMissing('payment', id, 'id');
    const [row] = await rowsOf(context, [payment]);
    return { ...row, object: 'florin.payment' };
  }),
];
