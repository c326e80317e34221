import { charges } from '../../../charges/type.ts';
import { integer, oneOf, required, text } from '../../../contract/shape.ts';
import { idOf } from '../../../kernel/entity.ts';
import { invalidRequest, resourceMissing } from '../../../kernel/errors.ts';
import { act } from '../../../payments/actions/act.ts';
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

/** Actions of a payer on their page. */
const CHOICES = ['authorized', 'failed'] as const;

/** Does what the payer of a waiting payment would do on their page. */
const actForPayer = door(
  'POST /payments/{id}/payer',
  { choice: required(oneOf(...CHOICES)) },
  async (context, { choice }, { id }) => {
    const intent = await context.work.require(paymentIntents, id);
    const { action } = intent.internal;
    if (intent.status !== 'requires_action' || !action) {
      throw invalidRequest('This payment does not wait for its payer on a page. Confirm it first.', { param: 'id' });
    }
    const acted = await act(context, action, choice);
    return { object: 'florin.payer', id, status: acted?.status ?? intent.status };
  },
);

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
  actForPayer,
];
