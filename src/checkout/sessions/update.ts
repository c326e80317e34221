import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { abandonAttempt } from './attempt.ts';
import { withCollected } from './collected.ts';
import { readShipping } from './customer-details.ts';
import { requireSession } from './find.ts';
import { changedLines } from './lines.ts';
import { reprice } from './pricing.ts';
import { shippingOptions } from './shipping.ts';
import { checkDescriptors } from './texts.ts';
import type { CheckoutSession } from './type.ts';

type Params = Stripe.Checkout.SessionUpdateParams;

/** The merchant's server changes an open session; metadata can be changed later too. */
export const updateSession = operation(
  'POST /v1/checkout/sessions/{session}',
  async (context, params, path) => {
    const session = await requireSession(context, path.session);
    const { metadata, ...others } = params;
    const named = { ...session, metadata: mergeMetadata(session.metadata ?? {}, metadata ?? undefined) };
    if (Object.keys(others).length === 0) return context.work.save<CheckoutSession>(named);
    if (session.status !== 'open') {
      throw invalidRequest(
        `This Checkout Session has a status of ${session.status}. Only its metadata can be changed.`,
        {
          param: Object.keys(others)[0] ?? 'session',
        },
      );
    }
    checkMay(session, params);
    const changed = withPaymentData(
      await withLines(context, await withShipping(context, named, params), params),
      params,
    );
    if (params.payment_intent_data) await abandonAttempt(context, changed);
    return reprice(context, context.work.save(changed));
  },
  { lock: 'session' },
);

/** Updates that only some sessions support. */
function checkMay({ mode, ui_mode: uiMode }: CheckoutSession, params: Params): void {
  const name = (['line_items', 'payment_intent_data', 'shipping_options'] as const).find((one) => params[one]);
  if (mode === 'setup' && name)
    throw invalidRequest(`You can not pass \`${name}\` in \`setup\` mode.`, { param: name });
  if (params.payment_intent_data && uiMode !== 'elements') {
    throw invalidRequest('`payment_intent_data` can only be updated with `ui_mode: elements`.', {
      param: 'payment_intent_data',
    });
  }
  checkDescriptors(params.payment_intent_data ?? {});
}

async function withShipping(context: Context, session: CheckoutSession, params: Params): Promise<CheckoutSession> {
  const details = params.collected_information?.shipping_details;
  const updated = details ? withCollected(session, { shipping: readShipping(session, details) }) : session;
  if (params.shipping_options === undefined) return updated;
  const options = await shippingOptions(context, params.shipping_options || [], session.currency ?? '');
  const shippingRate = options[0] ? String(options[0].shipping_rate) : null;
  return { ...updated, shipping_options: options, internal: { ...updated.internal, shippingRate } };
}

async function withLines(context: Context, session: CheckoutSession, params: Params): Promise<CheckoutSession> {
  if (!params.line_items) return session;
  const { internal } = session;
  const lines = await changedLines(context, internal.lines, params.line_items, {
    currency: session.currency ?? '',
    mode: session.mode,
  });
  if (session.automatic_tax.enabled && lines.some(({ taxRates }) => taxRates.length > 0))
    throw invalidRequest('You cannot specify `tax_rates` when `automatic_tax[enabled]` is `true`.', {
      param: 'line_items',
    });
  return { ...session, internal: { ...internal, lines } };
}

function withPaymentData(session: CheckoutSession, { payment_intent_data: data }: Params): CheckoutSession {
  if (!data) return session;
  const { metadata, ...texts } = data;
  const before = session.internal.paymentIntentData;
  const sentTexts = Object.entries(texts).map(([name, value]) => [name, value || undefined]);
  return {
    ...session,
    internal: {
      ...session.internal,
      paymentIntentData: {
        ...before,
        ...Object.fromEntries(sentTexts),
        ...(metadata !== undefined && {
          metadata: mergeMetadata((before.metadata ?? {}) as Stripe.Metadata, metadata),
        }),
      } as typeof before,
    },
  };
}
