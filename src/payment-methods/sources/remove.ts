import { customers } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import type { PaymentMethod } from '../type.ts';
import { setDefaultSource } from './add.ts';
import { EXPIRING } from './expiring.ts';
import { listSources } from './find.ts';
import type { CustomerSource } from './type.ts';
import { viewOf } from './view.ts';

/** Detaches a source from its customer permanently. The newest remaining one becomes the default. */
export async function removeSource(context: Context, source: CustomerSource): Promise<void> {
  const owner = idOf(source.customer);
  if (owner === null) throw new Error(`${source.id} has no customer`);
  if (source.object === 'bank_account') {
    context.work.emit('customer.source.deleted', source);
    context.work.remove(source);
  } else {
    await detach(context, source, owner);
  }
  await replaceDefault(context, owner, source.id);
}

async function detach({ work }: Context, method: PaymentMethod, owner: string): Promise<void> {
  const { legacy } = method.internal;
  const gone = work.save<PaymentMethod>({
    ...method,
    customer: null,
    internal: {
      ...method.internal,
      spent: true,
      ...(legacy?.object === 'source' && { legacy: { ...legacy, status: 'consumed' } }),
    },
  });
  await work.cancelTimers(method.id, EXPIRING);
  work.emit('payment_method.detached', gone, { customer: owner });
  // The event shows the source as its customer had it.
  work.emit('customer.source.deleted', viewOf(method));
}

async function replaceDefault(context: Context, owner: string, removed: string): Promise<void> {
  const customer = await context.work.get(customers, owner);
  if (!customer || idOf(customer.default_source) !== removed) return;
  const [next] = await listSources(context, owner, { limit: 1 });
  setDefaultSource(context, customer, next?.id ?? null);
}
