import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import type { ParamsOf } from '../../kernel/operation.ts';
import { readOrder } from '../sessions/create.ts';
import { modeOfItems } from '../sessions/lines.ts';
import { priceLines } from '../sessions/pricing.ts';
import { linkUrl } from './address.ts';
import { fieldsOf } from './fields.ts';
import { withSettings } from './settings.ts';
import { type PaymentLink, paymentLinks } from './type.ts';
import { checkMessage, checkSettings, MOST_LINES } from './validate-params.ts';

/** Creates an active link: https://docs.stripe.com/api/payment-link/create */
export async function createLink(context: Context, params: ParamsOf<'POST /v1/payment_links'>): Promise<PaymentLink> {
  const { work } = context;
  if (params.line_items.length === 0) throw parameterMissing('line_items');
  if (params.line_items.length > MOST_LINES) {
    throw invalidRequest(`A payment link can have at most ${MOST_LINES} line items.`, { param: 'line_items' });
  }
  checkMessage(params.inactive_message, 'inactive_message');
  const mode = await modeOfItems(context, params.line_items);
  const order = await readOrder(context, { ...params, mode });
  const { lines, currency, optionalItems, shippingOptions } = order;
  const settings = withSettings({}, params);
  const { totals } = await priceLines(context, lines, { currency });
  await checkSettings(context, { lines, settings }, { amount: totals.amount_total, currency }, mode);
  const id = work.newId(paymentLinks.prefix);
  const link = work.insert<PaymentLink>(paymentLinks, {
    id,
    object: 'payment_link',
    active: true,
    ...fieldsOf(settings, { recurring: mode === 'subscription' }),
    currency,
    inactive_message: params.inactive_message ?? null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    ...(optionalItems && { optional_items: optionalItems }),
    restrictions: readRestrictions(params.restrictions, null),
    shipping_options: shippingOptions,
    url: linkUrl(context.caller.baseUrl, context.account.id, id),
    internal: { lines, settings },
  } as PaymentLink);
  work.emit('payment_link.created', link);
  return link;
}

/** Returns how often a link may be paid, with the number of times that it was; null if there is no limit. */
export function readRestrictions(
  given: ParamsOf<'POST /v1/payment_links'>['restrictions'],
  current: PaymentLink['restrictions'],
): PaymentLink['restrictions'] {
  if (!given) return null;
  const { limit } = given.completed_sessions;
  if (limit < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'restrictions[completed_sessions][limit]',
    });
  }
  return { completed_sessions: { count: current?.completed_sessions.count ?? 0, limit } };
}
