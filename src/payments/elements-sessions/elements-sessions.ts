import type Stripe from 'stripe';
import { hash, integer, list, oneOf, required, text, type ValuesOf } from '../../contract/shape.ts';
import { asMerchant } from '../../kernel/as-merchant.ts';
import type { AccountSettings, Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, parameterMissing, resourceMissing } from '../../kernel/errors.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { METHODS } from '../../methods/registry.ts';
import { specOf } from '../../methods/spec.ts';
import { merchantOf } from '../../payment-methods/configurations/type.ts';
import { openCustomerSession, shownMethod, shownMethods } from '../../payment-methods/customer-sessions/open.ts';
import { detach } from '../../payment-methods/detach.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { requireMerchant } from '../../transfers/terms.ts';
import { checkClientSecret, secretMismatch } from '../intents/client-secret.ts';
import { selectTypes } from '../payment-intents/options.ts';
import { paymentIntents } from '../payment-intents/type.ts';
import { selectTypes as selectSetupTypes } from '../setup-intents/options.ts';
import { setupIntents } from '../setup-intents/type.ts';

const fields = {
  type: required(oneOf('deferred_intent', 'payment_intent', 'setup_intent')),
  client_secret: text,
  customer_session_client_secret: text,
  locale: text,
  /** The intent that is created once the form is complete. */
  deferred_intent: hash({
    mode: required(oneOf('payment', 'setup', 'subscription')),
    amount: integer,
    currency: text,
    setup_future_usage: oneOf('off_session', 'on_session'),
    capture_method: oneOf('automatic', 'automatic_async', 'manual'),
    payment_method_types: list(text),
    allowed_payment_method_types: list(text),
    excluded_payment_method_types: list(text),
    on_behalf_of: text,
  }),
};

type Params = ValuesOf<typeof fields>;

/**
 * Returns the settings of a form of Elements: which payment methods to show, in which order, and whether they are
 * saved. Called by Stripe.js; not in server libraries.
 */
const openSession = ownOperation(
  'GET /v1/elements/sessions',
  fields,
  async (context, params) => {
    const { types, futureUsage, status, merchant } =
      params.type === 'deferred_intent' ? await formToCome(context, params) : await formOfIntent(context, params);
    return {
      object: 'elements_session',
      business_name: merchant.displayName,
      customer: await customerOf(context, params.customer_session_client_secret, types),
      intent_status: status,
      merchant_country: merchant.country,
      merchant_currency: merchant.defaultCurrency,
      payment_method_preference: {
        object: 'payment_method_preference',
        country_code: merchant.country,
        ordered_payment_method_types: types,
        type: params.type,
      },
      payment_method_specs: types.map(specOf),
      session_id: `elements_session_${context.work.newSecret(11)}`,
      setup_future_usage: futureUsage,
    };
  },
  { access: 'publishable' },
);

/** Returns the facts of the payment method whose fields an element has. */
const showMethod = ownOperation(
  'GET /v1/elements/method_specs/{element}',
  {},
  async (_context, _params, path) => {
    const method = METHODS.find(({ element }) => element === path.element);
    if (!method) throw resourceMissing('element', path.element, 'element');
    return { object: 'elements_method_spec', ...specOf(method.type) };
  },
  { access: 'publishable' },
);

/** The form's customer. The publishable key may use its features, and nothing else of it. */
interface FormCustomer {
  readonly customer_session: Pick<Stripe.CustomerSession, 'components' | 'customer' | 'expires_at' | 'livemode'>;
  /** Null: a customer's default payment method is for invoices only. */
  readonly default_payment_method: null;
  /** Payment methods that may be shown again, newest first. */
  readonly payment_methods: readonly PaymentMethod[];
}

async function customerOf(
  context: Context,
  secret: string | undefined,
  types: readonly string[],
): Promise<FormCustomer | null> {
  if (secret === undefined) return null;
  const session = await openCustomerSession(context, secret);
  const { components, customer, expires_at, livemode } = session;
  return {
    customer_session: { ...(components && { components }), customer, expires_at, livemode },
    default_payment_method: null,
    payment_methods: await shownMethods(context, session, types),
  };
}

/** Detaches a saved payment method, if the customer session allows that. */
const detachFromForm = ownOperation(
  'POST /v1/elements/payment_methods/{payment_method}/detach',
  { customer_session_client_secret: required(text) },
  async (context, params, path) => {
    const session = await openCustomerSession(context, params.customer_session_client_secret);
    if (session.components?.payment_element.features?.payment_method_remove !== 'enabled') {
      throw invalidRequest('This customer session does not allow payment methods to be removed.', {
        param: 'customer_session_client_secret',
      });
    }
    const method = await shownMethod(context, session, path.payment_method);
    if (!method) throw resourceMissing(paymentMethods.noun, path.payment_method, 'payment_method');
    return detach(context, method);
  },
  { access: 'publishable' },
);

/** The available types, the future usage, and the state of the payment or setup. */
interface Form {
  readonly types: readonly string[];
  readonly futureUsage: string | null;
  /** The status of the intent; null if it is created later. */
  readonly status: string | null;
  /** The account that the payment is made on behalf of, or the one that is paid. */
  readonly merchant: AccountSettings;
}

async function formOfIntent(context: Context, params: Params): Promise<Form> {
  const { type, client_secret: secret } = params;
  if (secret === undefined) throw parameterMissing('client_secret');
  const [id = ''] = secret.split('_secret_', 1);
  const intent =
    type === 'setup_intent' ? await context.work.get(setupIntents, id) : await context.work.get(paymentIntents, id);
  if (!intent) throw secretMismatch(type === 'setup_intent' ? 'SetupIntent' : 'PaymentIntent');
  checkClientSecret(context, intent, params);
  const futureUsage = intent.object === 'setup_intent' ? intent.usage : intent.setup_future_usage;
  const { account: merchant } = await asMerchant(context, idOf(intent.on_behalf_of));
  return { types: intent.payment_method_types, futureUsage, status: intent.status, merchant };
}

/** Returns the types for an intent that is created only when the customer submits the form. */
async function formToCome(context: Context, { deferred_intent: intent }: Params): Promise<Form> {
  if (!intent) throw parameterMissing('deferred_intent');
  const { mode, amount, currency, capture_method: captureMethod, on_behalf_of: onBehalfOf, ...selection } = intent;
  const { setup_future_usage: futureUsage = null } = intent;
  if (onBehalfOf !== undefined) await requireMerchant(context, onBehalfOf, 'deferred_intent[on_behalf_of]');
  const own = await asMerchant(context, onBehalfOf);
  const merchant = await merchantOf(own);
  const common = { status: null, merchant: own.account };
  if (mode === 'setup') {
    return { types: selectSetupTypes(selection, merchant).types, futureUsage: 'off_session', ...common };
  }
  if (amount === undefined) throw parameterMissing('deferred_intent[amount]');
  if (currency === undefined) throw parameterMissing('deferred_intent[currency]');
  if (amount < 0) throw invalidRequest('Invalid non-negative integer', { param: 'deferred_intent[amount]' });
  const checked = checkCurrency(currency.toLowerCase(), 'deferred_intent[currency]');
  const wanted = { amount, currency: checked, captureMethod, futureUsage };
  return { types: selectTypes(selection, wanted, merchant).types, futureUsage, ...common };
}

export const elementsSessionResource = view('elements_session', {
  operations: [openSession, showMethod, detachFromForm],
});
