import type Stripe from 'stripe';

/** The official types of next actions. */
type ActionType = Exclude<keyof Stripe.PaymentIntent.NextAction | keyof Stripe.SetupIntent.NextAction, 'type'>;

/**
 * The library's part in a next action.
 * - `redirect`: the page navigates to `url`.
 * - `challenge`: `url` is shown over the page until the customer has authenticated.
 * - `code`: `url` shows a code over the page until it was scanned or closed. Phones open `app`, because they cannot scan
 *   their own screen.
 * - `voucher`: `url` shows payment instructions over the page until they are closed; the customer pays later.
 * - `wait`: the customer approves in an app of theirs.
 * - `none`: the page continues by itself.
 */
interface Handling {
  readonly by: 'redirect' | 'challenge' | 'code' | 'voucher' | 'wait' | 'none';
  /** The field of the hash that holds the address. */
  readonly url?: string | undefined;
  /** The same for the address that opens an app. */
  readonly app?: string | undefined;
}

const CODE: Handling = { by: 'code', url: 'hosted_instructions_url' };
const CODE_OR_APP: Handling = { ...CODE, app: 'mobile_auth_url' };
const VOUCHER: Handling = { by: 'voucher', url: 'hosted_voucher_url' };

/** All next actions of the API. */
export const NEXT_ACTIONS: Readonly<Record<ActionType, Handling>> = {
  alipay_handle_redirect: { by: 'redirect', url: 'url' },
  blik_authorize: { by: 'wait' },
  boleto_display_details: VOUCHER,
  // The bank notifies the customer days later.
  card_await_notification: { by: 'none' },
  cashapp_handle_redirect_or_display_qr_code: CODE_OR_APP,
  display_bank_transfer_instructions: { by: 'voucher', url: 'hosted_instructions_url' },
  // Shown by a terminal or printed by the merchant.
  klarna_display_qr_code: { by: 'none' },
  konbini_display_details: VOUCHER,
  multibanco_display_details: VOUCHER,
  oxxo_display_details: VOUCHER,
  paynow_display_qr_code: CODE,
  pix_display_qr_code: CODE,
  promptpay_display_qr_code: CODE,
  redirect_to_url: { by: 'redirect', url: 'url' },
  swish_handle_redirect_or_display_qr_code: CODE_OR_APP,
  upi_handle_redirect_or_display_qr_code: CODE_OR_APP,
  use_stripe_sdk: { by: 'challenge', url: 'stripe_js' },
  // The deposits arrive days later; the page asks for them with verifyMicrodepositsForPayment.
  verify_with_microdeposits: { by: 'none' },
  wechat_pay_display_qr_code: CODE,
  wechat_pay_redirect_to_android_app: { by: 'none' },
  wechat_pay_redirect_to_ios_app: { by: 'redirect', url: 'native_url' },
};

/** A next action as the API sends it: its type, and the hash of that name. */
export interface NextAction {
  readonly type: string;
  readonly [details: string]: unknown;
}

/** Returns the handling of a next action and its addresses; `none` for a type that the library does not have. */
export function handlingOf(nextAction: NextAction | null): Handling {
  const handling = nextAction && (NEXT_ACTIONS as Readonly<Record<string, Handling>>)[nextAction.type];
  if (!handling) return { by: 'none' };
  const details = (nextAction[nextAction.type] ?? {}) as Readonly<Record<string, unknown>>;
  const address = (field: string | undefined) => {
    const value = field === undefined ? undefined : details[field];
    return typeof value === 'string' ? value : undefined;
  };
  const url = address(handling.url);
  // A challenge without an address is not the library's: the customer approves in an app.
  const by = handling.by === 'challenge' && url === undefined ? 'wait' : handling.by;
  return { by, url, app: address(handling.app) };
}
