import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { changedLines } from '../sessions/lines.ts';
import { readOptionalItems } from '../sessions/optional-items.ts';
import { priceLines } from '../sessions/pricing.ts';
import { shippingOptions } from '../sessions/shipping.ts';
import type { SessionLine } from '../sessions/type.ts';
import { readRestrictions } from './create.ts';
import { fieldsOf } from './fields.ts';
import { withSettings } from './settings.ts';
import { modeOf, type PaymentLink } from './type.ts';
import { checkMessage, checkSettings } from './validate-params.ts';

type Params = Stripe.PaymentLinkUpdateParams;

/** Updates a link; sessions that it opened before stay as they are: https://docs.stripe.com/api/payment-link/update */
export async function updateLink(context: Context, current: PaymentLink, params: Params): Promise<PaymentLink> {
  const { currency } = current;
  const mode = modeOf(current);
  checkMessage(params.inactive_message || undefined, 'inactive_message');
  const settings = withSettings(current.internal.settings, params);
  const lines = params.line_items
    ? await withQuantities(context, current, mode, params.line_items)
    : current.internal.lines;
  const { totals } = await priceLines(context, lines, { currency });
  await checkSettings(context, { lines, settings }, { amount: totals.amount_total, currency }, mode);
  const updated: PaymentLink = {
    ...current,
    ...fieldsOf(settings, { recurring: mode === 'subscription' }),
    active: params.active ?? current.active,
    inactive_message:
      params.inactive_message === undefined ? current.inactive_message : params.inactive_message || null,
    metadata: mergeMetadata(current.metadata, params.metadata),
    ...(params.optional_items !== undefined && {
      optional_items:
        (await readOptionalItems(context, params.optional_items || undefined, {
          currency,
          lines: lines.length,
          mode,
        })) ?? null,
    }),
    restrictions:
      params.restrictions === undefined
        ? current.restrictions
        : readRestrictions(params.restrictions || undefined, current.restrictions),
    ...(params.shipping_options !== undefined && {
      shipping_options: await shippingOptions(context, params.shipping_options || [], currency),
    }),
    internal: { lines, settings },
  };
  const previous = previousAttributes(current, updated);
  const saved = context.work.save<PaymentLink>(updated);
  if (Object.keys(previous).length > 0 || params.line_items) context.work.emit('payment_link.updated', saved, previous);
  return saved;
}

/** A link keeps its lines: only their quantities can be changed. */
async function withQuantities(
  context: Context,
  { currency, internal: { lines } }: PaymentLink,
  mode: string,
  given: NonNullable<Params['line_items']>,
): Promise<SessionLine[]> {
  if (given.length !== lines.length) {
    throw invalidRequest(
      'The line items of a payment link cannot be added or removed. Send all of them by their ids.',
      {
        param: 'line_items',
      },
    );
  }
  return changedLines(context, lines, given, { currency, mode });
}
