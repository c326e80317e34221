import { asMerchant } from '../../kernel/as-merchant.ts';
import type { AccountSettings, Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import { defaultConfigurationId, merchantOf } from '../../payment-methods/configurations/type.ts';
import type { MethodSelection } from '../../payments/intents/method-types.ts';
import { selectTypes } from '../../payments/payment-intents/options.ts';
import { selectTypes as selectSetupTypes } from '../../payments/setup-intents/options.ts';
import { requireMerchant } from '../../transfers/terms.ts';
import type { SessionParams } from './type.ts';

/** Selection of payment method types: automatic unless they are listed. */
function selectionOf(
  params: Pick<
    SessionParams,
    | 'payment_method_types'
    | 'allowed_payment_method_types'
    | 'excluded_payment_method_types'
    | 'redirect_on_completion'
    | 'wallet_options'
  >,
): MethodSelection {
  const { payment_method_types: types, allowed_payment_method_types: allowed, wallet_options: wallets } = params;
  const hidden = wallets?.link?.display === 'never' ? ['link'] : [];
  const excluded = [...(params.excluded_payment_method_types ?? []), ...hidden];
  if (types !== undefined) return { payment_method_types: types.filter((type) => !hidden.includes(type)) };
  return {
    // Without redirects, wallets that redirect are unavailable.
    automatic_payment_methods: {
      enabled: true,
      allow_redirects: params.redirect_on_completion === 'never' ? 'never' : 'always',
    },
    allowed_payment_method_types: allowed,
    ...(excluded.length > 0 && { excluded_payment_method_types: excluded }),
  };
}

/** The payment methods of a new session, in the order to show them. `amount` is null when there is nothing to pay. */
export async function sessionMethods(
  params: SessionParams,
  paid: { readonly amount: number; readonly currency: string } | null,
  context: Context,
): Promise<string[]> {
  const selection = selectionOf(params);
  const own = await asMerchant(context, onBehalfOf(params));
  const merchant = await merchantOf(own, params.payment_method_configuration);
  // A session that costs nothing now may cost something once its payer changes it.
  const { types } =
    paid === null || paid.amount === 0
      ? selectSetupTypes(selection, merchant)
      : selectTypes(selection, { ...paid, futureUsage: usageOf(params) }, merchant);
  checkReturnUrl(types, params);
  return types;
}

/** The account that the payment of a session is made on behalf of, if another. */
export function onBehalfOf({
  payment_intent_data: payment,
  setup_intent_data: setup,
}: Pick<SessionParams, 'payment_intent_data' | 'setup_intent_data'>): string | undefined {
  return payment?.on_behalf_of ?? setup?.on_behalf_of;
}

/** The settings of the merchant of a new session. Throws for an account that no payment can be made on behalf of. */
export async function merchantOfSession(
  context: Context,
  params: SessionParams,
  mode: string,
): Promise<AccountSettings> {
  const merchant = onBehalfOf(params);
  const under = mode === 'setup' ? 'setup_intent_data' : 'payment_intent_data';
  if (merchant !== undefined) await requireMerchant(context, merchant, `${under}[on_behalf_of]`);
  return (await asMerchant(context, merchant)).account;
}

/** A subscription is renewed without its customer, so its method must support that. */
function usageOf({ mode }: SessionParams): 'off_session' | undefined {
  return mode === 'subscription' ? 'off_session' : undefined;
}

/** Methods that may redirect the customer need a return URL. */
function checkReturnUrl(types: readonly string[], params: SessionParams): void {
  const away = types.filter((type) => methodOf(type).flow === 'redirect');
  if (away.length === 0 || params.success_url !== undefined || params.return_url !== undefined) return;
  const named = params.redirect_on_completion === 'never' && params.payment_method_types !== undefined;
  throw invalidRequest(
    `This Checkout Session accepts payment methods that redirect the customer to another page (${away.join(', ')}). Send a \`return_url\`.`,
    named ? { param: 'payment_method_types' } : { code: 'parameter_missing', param: 'return_url' },
  );
}

/** Returns `payment_method_configuration_details`. */
export function configurationOf({ account }: Context, params: SessionParams): { id: string; parent: null } | null {
  return params.payment_method_types === undefined
    ? { id: params.payment_method_configuration ?? defaultConfigurationId({ account }), parent: null }
    : null;
}
