import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';

type Given = Stripe.CustomerSessionCreateParams.Components;
type Components = Stripe.CustomerSession.Components;

/** Limits and defaults of https://docs.stripe.com/api/customer_sessions/create */
const MOST_REDISPLAYED = 10;
const USUALLY_REDISPLAYED = 3;

/** Returns all components of a customer session: enabled ones with all features, the others disabled. */
export function componentsOf(given: Given): Components {
  if (!Object.values(given).some((component) => component?.enabled)) {
    throw invalidRequest('At least one component must be enabled.', { param: 'components' });
  }
  const plain = (component: { enabled: boolean } | undefined) => ({ enabled: component?.enabled ?? false });
  return {
    active_entitlements: plain(given.active_entitlements),
    buy_button: plain(given.buy_button),
    customer_portal: plain(given.customer_portal),
    customer_sheet: { ...plain(given.customer_sheet), features: null },
    mobile_payment_element: { ...plain(given.mobile_payment_element), features: null },
    payment_element: {
      ...plain(given.payment_element),
      features: given.payment_element?.enabled ? paymentElement(given.payment_element.features ?? {}) : null,
    },
    pricing_table: plain(given.pricing_table),
  };
}

function paymentElement(
  given: Stripe.CustomerSessionCreateParams.Components.PaymentElement.Features,
): Stripe.CustomerSession.Components.PaymentElement.Features {
  const limit = given.payment_method_redisplay_limit ?? USUALLY_REDISPLAYED;
  const at = (name: string) => `components[payment_element][features][${name}]`;
  if (limit < 1 || limit > MOST_REDISPLAYED) {
    throw invalidRequest(`The limit must be between 1 and ${MOST_REDISPLAYED}.`, {
      param: at('payment_method_redisplay_limit'),
    });
  }
  if (given.payment_method_save_usage !== undefined && given.payment_method_save !== 'enabled') {
    throw invalidRequest('`payment_method_save_usage` can only be set when `payment_method_save` is `enabled`.', {
      param: at('payment_method_save_usage'),
    });
  }
  return {
    payment_method_allow_redisplay_filters: given.payment_method_allow_redisplay_filters ?? ['always'],
    payment_method_redisplay: given.payment_method_redisplay ?? 'disabled',
    payment_method_redisplay_limit: limit,
    payment_method_remove: given.payment_method_remove ?? 'disabled',
    payment_method_save: given.payment_method_save ?? 'disabled',
    payment_method_save_usage: given.payment_method_save_usage ?? null,
  };
}
