import { emptyable, flag, hash, integer, list, required, text } from '../../contract/shape.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import type { PageChange } from '../../shared/payment-page-view.ts';
import { withCollected } from '../sessions/collected.ts';
import { readShipping, wholeAddress } from '../sessions/customer-details.ts';
import { withoutDiscount, withPromotionCode } from '../sessions/discounts.ts';
import { withQuantities } from '../sessions/lines.ts';
import { withOptionalItems } from '../sessions/optional-items.ts';
import { reprice } from '../sessions/pricing.ts';
import { readTaxId } from '../sessions/tax-ids.ts';
import type { CheckoutSession } from '../sessions/type.ts';
import { checkShippingAllowed, emailOf } from './collect.ts';
import { address, shipping, taxId } from './fields.ts';
import { openSessionOfPage } from './open.ts';
import { pageOf } from './view.ts';

/** The customer changes items, shipping or their details; totals are recalculated. */
export const changePage = ownOperation(
  'POST /v1/payment_pages/{session}',
  {
    email: text,
    promotion_code: emptyable(text),
    line_items: list(hash({ id: required(text), quantity: required(integer) })),
    optional_items: list(hash({ price: required(text), selected: required(flag) })),
    tax_id: taxId,
    business_name: text,
    shipping_rate: text,
    shipping,
    billing_address: address,
  },
  async (context, params, path) => {
    let session: CheckoutSession = await openSessionOfPage(context, path.session);
    const email = await emailOf(context, session, params.email);
    if (params.email !== undefined && email !== undefined) session = withCollected(session, { email });
    if (params.line_items) {
      session = {
        ...session,
        internal: { ...session.internal, lines: withQuantities(session.internal.lines, params.line_items) },
      };
      if (session.internal.lines.every(({ quantity }) => quantity === 0))
        throw invalidRequest('At least one item must have a quantity greater than 0.', { param: 'line_items' });
    }
    if (params.optional_items) session = withOptionalItems(context, session, params.optional_items);
    if (params.tax_id !== undefined) session = withTaxId(session, params);
    if (params.shipping_rate !== undefined) session = withShippingRate(session, params.shipping_rate);
    if (params.shipping) {
      checkShippingAllowed(context, session);
      session = withCollected(session, { shipping: readShipping(session, params.shipping) });
    }
    if (params.billing_address) session = withCollected(session, { address: wholeAddress(params.billing_address) });
    if (params.promotion_code === '') session = withoutDiscount(session);
    else if (params.promotion_code !== undefined)
      session = await withPromotionCode(context, session, params.promotion_code);
    return pageOf(context, await reprice(context, context.work.save(session)));
  },
  { access: 'page', lock: 'session' },
);

function withShippingRate(session: CheckoutSession, rate: string): CheckoutSession {
  if (!session.shipping_options.some((option) => idOf(option.shipping_rate) === rate)) {
    throw invalidRequest(`This session does not offer the shipping rate '${rate}'.`, { param: 'shipping_rate' });
  }
  return { ...session, internal: { ...session.internal, shippingRate: rate } };
}

/** The session with the tax ID of a business and its name, or without. */
function withTaxId(session: CheckoutSession, { tax_id: given, business_name: name }: PageChange): CheckoutSession {
  const { taxId: _taxId, businessName: _name, ...collected } = session.internal.collected;
  const before = { ...session, internal: { ...session.internal, collected } };
  if (!given) return before;
  const businessName = name?.trim();
  return withCollected(before, { taxId: readTaxId(session, given), ...(businessName && { businessName }) });
}
