import type { SessionLine, SessionParams } from '../sessions/type.ts';
import type { LinkSettings } from './type.ts';

/** Settings of links that sessions have under the same name. */
const SHARED = [
  'allow_promotion_codes',
  'automatic_tax',
  'billing_address_collection',
  'consent_collection',
  'custom_fields',
  'custom_text',
  'customer_creation',
  'invoice_creation',
  'managed_payments',
  'name_collection',
  'payment_method_collection',
  'payment_method_options',
  'payment_method_types',
  'phone_number_collection',
  'shipping_address_collection',
  'submit_type',
  'tax_id_collection',
] as const satisfies readonly (keyof LinkSettings & keyof SessionParams)[];

/** The address after completion where the page confirms itself; sessions are checked as if they had one. */
const NO_ADDRESS = 'https://localhost/';

/** Returns the parameters of a session that sells lines with a link's settings. */
export function sessionParams(
  settings: LinkSettings,
  lines: readonly SessionLine[],
  mode: 'payment' | 'subscription',
): SessionParams {
  if (mode === 'subscription') return { ...sharedParams(settings, lines), mode, ...subscriptionData(settings) };
  const { application_fee_amount: fee, on_behalf_of: merchant, transfer_data: transfer } = settings;
  const paymentIntentData = {
    ...settings.payment_intent_data,
    ...(fee !== undefined && { application_fee_amount: fee }),
    ...(merchant !== undefined && { on_behalf_of: merchant }),
    ...(transfer && { transfer_data: transfer }),
  };
  return {
    ...sharedParams(settings, lines),
    mode,
    ...(Object.keys(paymentIntentData).length > 0 && { payment_intent_data: paymentIntentData }),
  };
}

function sharedParams(settings: LinkSettings, lines: readonly SessionLine[]): SessionParams {
  return {
    line_items: lines.map(({ price, quantity }) => ({ price, quantity })),
    success_url: settings.after_completion?.redirect?.url ?? NO_ADDRESS,
    ...Object.fromEntries(SHARED.filter((name) => settings[name] !== undefined).map((name) => [name, settings[name]])),
  };
}

/** The terms of a link's subscriptions, with the shares of a platform. */
function subscriptionData(settings: LinkSettings): Pick<SessionParams, 'subscription_data'> {
  const { application_fee_percent: percent, on_behalf_of: merchant, transfer_data: transfer } = settings;
  const { payment_intent_data: _, subscription_data: given } = settings;
  const shares = {
    ...(percent !== undefined && { application_fee_percent: percent }),
    ...(merchant !== undefined && { on_behalf_of: merchant }),
    ...(transfer && { transfer_data: { destination: transfer.destination } }),
  };
  const data = { ...given, ...shares } as NonNullable<SessionParams['subscription_data']>;
  return Object.keys(data).length > 0 ? { subscription_data: data } : {};
}
