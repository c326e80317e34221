import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import type { ParamsOf } from '../../kernel/operation.ts';
import { openCustomerSession, shownMethod } from '../customer-sessions/open.ts';
import type { CustomerSession } from '../customer-sessions/type.ts';
import { vaultMethod, wellKnownMethod } from '../make.ts';
import { shippingOf } from '../shipping.ts';
import { type PaymentMethod, paymentMethods, type VaultedMethod } from '../type.ts';
import { type ConfirmationToken, confirmationTokens } from './type.ts';

type Params = ParamsOf<'POST /v1/test_helpers/confirmation_tokens'> & {
  /** Parameters that the browser library adds. The secret proves that the page is that of the method's customer. */
  readonly customer_session_client_secret?: string;
  readonly mandate_data?: MandateDataParam | '';
  readonly use_stripe_sdk?: boolean;
};

/** The payer's mandate acceptance from a page or a server; a page's is inferred from the request. */
interface MandateDataParam {
  readonly customer_acceptance: {
    readonly type?: string;
    readonly online?: { readonly ip_address?: string; readonly user_agent?: string };
  };
}

/** Lifetime of a confirmation token. */
const LASTS_SECONDS = 12 * 3600;

type Preview = Stripe.ConfirmationToken.PaymentMethodPreview;

/** Collects what a payer entered, for one confirmation of a PaymentIntent or SetupIntent. */
export async function createConfirmationToken(context: Context, params: Params): Promise<ConfirmationToken> {
  const { work } = context;
  const { existing, vaulted } = await methodOfToken(context, params);
  return work.insert(confirmationTokens, {
    id: work.newId(confirmationTokens.prefix),
    object: 'confirmation_token',
    created: work.now,
    expires_at: work.now + LASTS_SECONDS,
    livemode: false,
    mandate_data: mandateData(context, params.mandate_data),
    metadata: null,
    payment_intent: null,
    payment_method_options: optionsOf(params.payment_method_options),
    payment_method_preview: existing ? previewOfMethod(existing) : vaulted && previewOfVaulted(vaulted),
    return_url: params.return_url ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    setup_intent: null,
    shipping: shippingOfToken(params.shipping),
    use_stripe_sdk: params.use_stripe_sdk ?? true,
    internal: { existing: existing?.id ?? null, vaulted },
  });
}

async function methodOfToken(
  context: Context,
  params: Params,
): Promise<{ existing: PaymentMethod | null; vaulted: VaultedMethod | null }> {
  const { payment_method: id, payment_method_data: data, customer_session_client_secret: secret } = params;
  const session = secret === undefined ? undefined : await openCustomerSession(context, secret);
  if (id !== undefined && data !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: payment_method, payment_method_data.');
  }
  if (data) return { existing: null, vaulted: await vaultMethod(context, data, 'payment_method_data') };
  if (id === undefined) {
    throw invalidRequest('One of the following parameters is required: payment_method, payment_method_data.', {
      code: 'parameter_missing',
      param: 'payment_method_data',
    });
  }
  const vaulted = wellKnownMethod(context, id);
  if (vaulted) return { existing: null, vaulted };
  const existing = await context.work.require(paymentMethods, id, 'payment_method');
  await checkShown(context, existing, session);
  return { existing, vaulted: null };
}

/**
 * Throws for a saved payment method that the page was not shown: the token would show it. For other pages it does not
 * exist. A server needs no customer session, and is held to one that it sends.
 */
async function checkShown(
  context: Context,
  { id, customer }: PaymentMethod,
  session: CustomerSession | undefined,
): Promise<void> {
  if (customer === null || (context.caller.key === 'secret' && !session)) return;
  if (session && (await shownMethod(context, session, id))) return;
  throw resourceMissing(paymentMethods.noun, id, 'payment_method', 400);
}

function previewOfMethod(method: PaymentMethod): Preview {
  return {
    allow_redisplay: method.allow_redisplay ?? 'unspecified',
    billing_details: method.billing_details,
    customer: method.customer,
    customer_account: null,
    [method.type]: method[method.type as 'card'],
    type: method.type,
  } as Preview;
}

function previewOfVaulted(vaulted: VaultedMethod): Preview {
  return {
    allow_redisplay: vaulted.allowRedisplay,
    billing_details: vaulted.billing,
    customer: null,
    customer_account: null,
    [vaulted.type]: vaulted.details,
    type: vaulted.type,
  };
}

function optionsOf(options: Params['payment_method_options']): Stripe.ConfirmationToken.PaymentMethodOptions | null {
  const plan = options?.card?.installments?.plan;
  if (!plan) return null;
  return { card: { cvc_token: null, installments: { plan } } } as Stripe.ConfirmationToken.PaymentMethodOptions;
}

/** A page's acceptance is the payer's own: IP address and user agent come from the request. */
function mandateData({ caller }: Context, data: Params['mandate_data']): Stripe.ConfirmationToken.MandateData | null {
  if (!data) return null;
  const { type = 'online', online } = data.customer_acceptance;
  if (type !== 'online') return { customer_acceptance: { online: null, type } };
  return {
    customer_acceptance: {
      online: {
        ip_address: online?.ip_address ?? caller.ip,
        user_agent: online?.user_agent ?? caller.userAgent,
      },
      type,
    },
  };
}

function shippingOfToken(params: Params['shipping']): Stripe.ConfirmationToken.Shipping | null {
  const shipping = shippingOf(params);
  if (!shipping?.address) return null;
  return { address: shipping.address, name: shipping.name ?? '', phone: shipping.phone ?? null };
}
