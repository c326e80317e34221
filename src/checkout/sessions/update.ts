import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { readShipping } from '../page/collect.ts';
import { withCollected } from './collected.ts';
import { requireSession } from './find.ts';
import { readLines } from './lines.ts';
import { reprice } from './pricing.ts';
import { shippingOptions } from './shipping.ts';
import type { CheckoutSession, SessionLine } from './type.ts';

type Params = Stripe.Checkout.SessionUpdateParams;

/** The merchant's server changes an open session; metadata can be changed later too. */
export const updateSession = operation('POST /v1/checkout/sessions/{session}', async (context, params, path) => {
  await context.exclusive(path.session);
  const session = await requireSession(context, path.session);
  const { metadata, ...others } = params;
  const named = { ...session, metadata: mergeMetadata(session.metadata ?? {}, metadata ?? undefined) };
  if (Object.keys(others).length === 0) return context.work.save<CheckoutSession>(named);
  if (session.status !== 'open') {
    throw invalidRequest(`This Checkout Session has a status of ${session.status}; only its metadata can be changed.`, {
      param: Object.keys(others)[0] ?? 'session',
    });
  }
  const changed = withPaymentData(await withLines(context, await withShipping(context, named, params), params), params);
  return reprice(context, context.work.save(changed));
});

async function withShipping(context: Context, session: CheckoutSession, params: Params): Promise<CheckoutSession> {
  const details = params.collected_information?.shipping_details;
  const told = details ? withCollected(session, { shipping: readShipping(session, details) }) : session;
  if (params.shipping_options === undefined) return told;
  const options = await shippingOptions(context, params.shipping_options || [], session.currency ?? '');
  const shippingRate = options[0] ? String(options[0].shipping_rate) : null;
  return { ...told, shipping_options: options, internal: { ...told.internal, shippingRate } };
}

/** The lines as the list says: those named by their id stay and change, others are added, the rest goes. */
async function withLines(context: Context, session: CheckoutSession, params: Params): Promise<CheckoutSession> {
  if (!params.line_items) return session;
  const lines: SessionLine[] = [];
  for (const [index, item] of params.line_items.entries()) {
    const kept = item.id === undefined ? undefined : session.internal.lines.find(({ id }) => id === item.id);
    if (item.id !== undefined && !kept) {
      throw invalidRequest(`This session has no line item '${item.id}'.`, {
        code: 'resource_missing',
        param: `line_items[${index}][id]`,
      });
    }
    const { id: _id, metadata, tax_rates: rates, ...rest } = item;
    const given = {
      ...(kept && { price: kept.price, quantity: kept.quantity, tax_rates: [...kept.taxRates] }),
      ...rest,
      ...(rates !== undefined && { tax_rates: rates || [] }),
      ...(metadata && { metadata }),
    };
    const made = (await readLines(context, [given], session.currency ?? undefined)).lines[0];
    if (made) lines.push(kept ? { ...made, id: kept.id } : made);
  }
  return { ...session, internal: { ...session.internal, lines } };
}

function withPaymentData(session: CheckoutSession, { payment_intent_data: data }: Params): CheckoutSession {
  if (!data) return session;
  const { metadata, ...texts } = data;
  const before = session.internal.paymentIntentData;
  const said = Object.entries(texts).map(([name, value]) => [name, value || undefined]);
  return {
    ...session,
    internal: {
      ...session.internal,
      paymentIntentData: {
        ...before,
        ...Object.fromEntries(said),
        ...(metadata !== undefined && {
          metadata: mergeMetadata((before.metadata ?? {}) as Stripe.Metadata, metadata),
        }),
      } as typeof before,
    },
  };
}
