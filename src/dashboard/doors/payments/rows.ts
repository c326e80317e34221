import { disputes } from '../../../charges/disputes/type.ts';
import { refunds } from '../../../charges/refunds/type.ts';
import { type Charge, charges } from '../../../charges/type.ts';
import { type Customer, customers } from '../../../customers/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { type Entity, idOf, type ResourceType } from '../../../kernel/entity.ts';
import { keyOfStored } from '../../../kernel/object-map.ts';
import { type PaymentMethod, paymentMethods } from '../../../payment-methods/type.ts';
import type { PaymentIntent } from '../../../payments/payment-intents/type.ts';
import type { PaymentRow, PaymentState } from '../../../shared/payment-row.ts';
import { stateOf } from './state.ts';

/** Objects that a row is made from. */
export type Payment = PaymentIntent | Charge;

/** Refunds that are read of a payment, to see if one is on its way. */
const REFUNDS_READ = 10;

/** Makes rows. Their charges, methods and customers are read at once, however many there are. */
export async function rowsOf(context: Context, payments: readonly Payment[]): Promise<PaymentRow[]> {
  const chargesById = await readAll(
    context,
    charges,
    payments.map((payment) => newestCharge(payment)),
  );
  const methods = await readAll(
    context,
    paymentMethods,
    payments.map((payment) => methodId(payment, chargesById)),
  );
  const owners = await readAll(
    context,
    customers,
    payments.map(({ customer }) => idOf(customer)),
  );
  return Promise.all(
    payments.map(async (payment) => {
      const intent = payment.object === 'payment_intent' ? payment : undefined;
      const charge = intent ? (chargesById.get(newestCharge(payment) ?? '') ?? null) : (payment as Charge);
      const state = stateOf({ intent, charge, ...(await laterFacts(context, charge)) });
      const method = methods.get(methodId(payment, chargesById) ?? '');
      return rowOf(payment, { intent, charge, state, method, customer: owners.get(idOf(payment.customer) ?? '') });
    }),
  );
}

interface RowParts {
  readonly intent: PaymentIntent | undefined;
  readonly charge: Charge | null;
  readonly state: PaymentState;
  readonly method: PaymentMethod | undefined;
  readonly customer: Customer | undefined;
}

function rowOf(payment: Payment, { intent, charge, state, method, customer }: RowParts): PaymentRow {
  const waits = intent?.status === 'requires_action' ? (intent.next_action?.type ?? null) : null;
  const until = charge?.payment_method_details?.card?.capture_before ?? null;
  return {
    id: payment.id,
    amount: payment.amount,
    currency: payment.currency,
    refunded: charge?.amount_refunded ?? 0,
    captured: intent ? intent.amount_received : (charge?.amount_captured ?? 0),
    state,
    charge: charge?.id ?? null,
    method: methodOf(charge, method, intent),
    description: payment.description,
    customer: customer ? { id: customer.id, name: customer.name ?? null, email: customer.email } : null,
    created: payment.created,
    error: state === 'failed' || state === 'blocked' ? errorOf(intent, charge) : null,
    waits_for: waits ?? (intent?.status === 'requires_confirmation' ? 'confirmation' : null),
    capture_before: state === 'uncaptured' ? until : null,
  };
}

/** The method that was charged, else the one that is to be. */
function methodOf(charge: Charge | null, method: PaymentMethod | undefined, intent: PaymentIntent | undefined) {
  const details = charge?.payment_method_details;
  if (details) return { type: details.type, brand: details.card?.brand ?? null, last4: last4Of(details) };
  const given = method ?? intent?.last_payment_error?.payment_method;
  if (given) return { type: given.type, brand: given.card?.brand ?? null, last4: last4Of(given) };
  return null;
}

/** The last digits of a card or bank account, as the hash of its type has them. */
function last4Of(details: { readonly type: string }): string | null {
  const hashes: object = details;
  const hash = (hashes as Readonly<Record<string, { readonly last4?: string | null } | undefined>>)[details.type];
  return hash?.last4 ?? null;
}

function errorOf(intent: PaymentIntent | undefined, charge: Charge | null): PaymentRow['error'] {
  const error = intent?.last_payment_error;
  if (error)
    return { code: error.code ?? null, decline_code: error.decline_code ?? null, message: error.message ?? '' };
  const code = charge?.failure_code ?? null;
  return { code, decline_code: charge?.outcome?.reason ?? null, message: charge?.failure_message ?? '' };
}

/** Facts that only charges with a later history have. */
async function laterFacts(
  { work }: Context,
  charge: Charge | null,
): Promise<{ dispute?: string; refundPending?: boolean }> {
  if (!charge) return {};
  const by = `charge/${charge.id}`;
  if (charge.disputed) {
    const [dispute] = await work.list(disputes, { by, limit: 1 });
    return dispute ? { dispute: dispute.status } : {};
  }
  if (charge.amount_refunded === 0) return {};
  const found = await work.list(refunds, { by, limit: REFUNDS_READ });
  return { refundPending: found.some(({ status }) => status === 'pending') };
}

function newestCharge(payment: Payment): string | null {
  return payment.object === 'payment_intent' ? idOf(payment.latest_charge) : payment.id;
}

/** The method of a payment whose charge does not show it yet. */
function methodId(payment: Payment, known: ReadonlyMap<string, Charge>): string | null {
  if (payment.object !== 'payment_intent' || known.get(newestCharge(payment) ?? '')) return null;
  return idOf(payment.payment_method);
}

/** Reads objects of the account by their ids, in one go. */
async function readAll<T extends Entity>(
  { storage, work }: Context,
  type: ResourceType<T>,
  ids: readonly (string | null)[],
): Promise<Map<string, T>> {
  const wanted = new Set(ids.filter((id) => id !== null));
  if (wanted.size === 0) return new Map();
  const rows = await storage.readObjects(
    work.world,
    [...wanted].map((id) => keyOfStored(work.connected, type, id)),
  );
  const found = rows.filter((row) => !row.deleted && row.type === type.object);
  // Objects that are stored under a type were written with it.
  return new Map(found.map((row) => JSON.parse(row.body) as T).map((object) => [object.id, object]));
}
