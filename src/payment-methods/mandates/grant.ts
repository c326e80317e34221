import type { Context } from '../../kernel/context.ts';
import type { PaymentMethod } from '../type.ts';
import type { Grant } from './type.ts';
import { type Mandate, mandates } from './type.ts';

/** Adds the mandate of a grant. It is pending while the payer has still to authenticate. */
export function makeMandate(
  { work }: Context,
  method: PaymentMethod,
  { acceptance, singleUse, details = {} }: Grant,
  status: 'active' | 'inactive' | 'pending',
): Mandate {
  return work.insert(mandates, {
    id: work.newId(mandates.prefix),
    object: 'mandate',
    customer_acceptance: acceptance,
    livemode: false,
    ...(singleUse === null && { multi_use: {} }),
    payment_method: method.id,
    payment_method_details: { [method.type]: details, type: method.type },
    ...(singleUse !== null && { single_use: singleUse }),
    status,
    type: singleUse === null ? 'multi_use' : 'single_use',
  });
}

/** Changes a mandate's status and emits `mandate.updated`. */
export async function moveMandate({ work }: Context, id: string, status: 'active' | 'inactive'): Promise<void> {
  const mandate = await work.require(mandates, id);
  if (mandate.status === status) return;
  const moved = work.save<Mandate>({ ...mandate, status });
  work.emit('mandate.updated', moved, { status: mandate.status });
}
