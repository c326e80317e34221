import { paramsOf } from '../../contract/contract.ts';
import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { openCustomerSession } from '../../payment-methods/customer-sessions/open.ts';
import { prices } from '../../products/prices/type.ts';
import { isEmail } from '../../shared/formats.ts';
import { makeSession } from '../sessions/create.ts';
import { withPromotionCode } from '../sessions/discounts.ts';
import { reprice } from '../sessions/pricing.ts';
import type { CheckoutSession, SessionLine } from '../sessions/type.ts';
import { sessionParams } from './session-params.ts';
import { isUsedUp, modeOf, type PaymentLink, paymentLinks } from './type.ts';

/** Parameters of a link's address: https://docs.stripe.com/payment-links/url-parameters */
export type LinkQuery = Readonly<Record<string, string>>;

/** A visit opens a session, or finds the link inactive. */
type Visit =
  | { readonly session: CheckoutSession }
  | { readonly inactive: { readonly merchant: string; readonly message: string | null } };

/** Opens a new session of a link; undefined if there is no such link. */
export async function openLink(context: Context, id: string, query: LinkQuery): Promise<Visit | undefined> {
  const { work } = context;
  const link = await work.get(paymentLinks, id);
  if (!link) return undefined;
  if (!link.active || isUsedUp(link) || !(await allSold(context, link.internal.lines))) {
    return { inactive: { merchant: context.account.displayName, message: link.inactive_message } };
  }
  return { session: await withPromotion(context, await sessionOf(context, link, query), query.prefilled_promo_code) };
}

/** A price that the merchant archived is not sold any more. */
async function allSold({ work }: Context, lines: readonly SessionLine[]): Promise<boolean> {
  const found = await Promise.all(lines.map(({ price }) => work.require(prices, price)));
  return found.every(({ active, internal }) => active || internal?.inline === true);
}

async function sessionOf(context: Context, link: PaymentLink, query: LinkQuery): Promise<CheckoutSession> {
  const { lines, settings } = link.internal;
  const params = sessionParams(settings, lines, modeOf(link));
  const { client_reference_id: reference, locked_prefilled_email: fixed, prefilled_email: email, locale } = query;
  const { after_completion: after } = link;
  // A session that its button's element names. One that has expired is refused: the purchase would be another customer's.
  const { customer_session_client_secret: secret } = query;
  const customer =
    secret === undefined
      ? undefined
      : (await openCustomerSession(context, secret, 'pricing_table', 'buy_button')).customer;
  return makeSession(
    context,
    {
      ...params,
      metadata: link.metadata,
      ...(reference !== undefined && REFERENCE.test(reference) && { client_reference_id: reference }),
      ...(customer !== undefined ? { customer } : fixed !== undefined && isEmail(fixed) && { customer_email: fixed }),
      ...(isLocale(locale) && { locale }),
    },
    {
      lines: lines.map((line) => ({ ...line, id: context.work.newId('li') })),
      currency: link.currency,
      optionalItems: link.optional_items ?? undefined,
      // A link's shipping options have the ids of their rates.
      shippingOptions: link.shipping_options,
    },
    {
      fields: { payment_link: link.id, success_url: after.redirect?.url ?? null },
      internal: {
        ...(after.hosted_confirmation && { confirmation: { message: after.hosted_confirmation.custom_message } }),
        ...(email !== undefined && isEmail(email) && { collected: { email } }),
        urlParams: campaignOf(query),
      },
    },
  );
}

/** Stripe ignores a reference with other characters. */
const REFERENCE = /^[A-Za-z0-9_-]{1,200}$/;

type Locale = NonNullable<NonNullable<Parameters<typeof makeSession>[1]>['locale']>;

function isLocale(text: string | undefined): text is Locale {
  const type = paramsOf('POST /v1/checkout/sessions').fields.get('locale');
  return text !== undefined && type?.kind === 'enum' && type.values.includes(text);
}

/** The longest value of a campaign's parameter, in characters. */
const LONGEST_CAMPAIGN = 150;

/** Parameters of advertising campaigns, which the address after completion gets too. */
function campaignOf(query: LinkQuery): Record<string, string> {
  const names = ['utm_campaign', 'utm_content', 'utm_medium', 'utm_source', 'utm_term'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = query[name];
      return value !== undefined && value.length <= LONGEST_CAMPAIGN ? [[name, value]] : [];
    }),
  );
}

/** Applies the address's promotion code. With one that cannot be redeemed, the page opens without a discount. */
async function withPromotion(
  context: Context,
  session: CheckoutSession,
  code: string | undefined,
): Promise<CheckoutSession> {
  if (code === undefined) return session;
  try {
    return await reprice(context, await withPromotionCode(context, session, code));
  } catch (error) {
    if (error instanceof StripeError) return session;
    throw error;
  }
}
