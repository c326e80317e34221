import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { type Operation, operation, type ParamsOf } from '../../kernel/operation.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { selectTypes } from '../payment-intents/options.ts';
import { paymentIntents } from '../payment-intents/type.ts';
import { selectTypes as selectSetupTypes } from '../setup-intents/options.ts';
import { setupIntents } from '../setup-intents/type.ts';

type Params = ParamsOf<'GET /v1/elements/sessions'>;

/**
 * What a form of Elements is told before anything is entered in it: which payment methods fit, and in which order.
 * Stripe.js calls it; it is in no server library.
 */
const openSession = operation(
  'GET /v1/elements/sessions',
  async (context, params) => ({
    object: 'elements_session',
    business_name: context.account.displayName,
    merchant_country: context.account.country,
    merchant_currency: context.account.defaultCurrency,
    payment_method_preference: {
      object: 'payment_method_preference',
      country_code: context.account.country,
      ordered_payment_method_types: await typesOf(context, params),
      type: params.type,
    },
    session_id: `elements_session_${context.work.newSecret(11)}`,
  }),
  'publishable',
);

function typesOf(context: Context, params: Params): Promise<readonly string[]> {
  if (params.type === 'deferred_intent') return typesToCome(params);
  return typesOfIntent(context, params);
}

async function typesOfIntent(context: Context, params: Params): Promise<readonly string[]> {
  const { type, client_secret: secret } = params;
  if (secret === undefined) throw parameterMissing('client_secret');
  const [id = ''] = secret.split('_secret_', 1);
  const intent =
    type === 'setup_intent'
      ? await context.work.require(setupIntents, id, 'client_secret')
      : await context.work.require(paymentIntents, id, 'client_secret');
  checkClientSecret(context, intent, secret);
  return intent.payment_method_types;
}

/** The types that an intent would take which is made only when the payer is done. */
async function typesToCome({ deferred_intent: intent }: Params): Promise<readonly string[]> {
  if (!intent) throw parameterMissing('deferred_intent');
  const { mode, amount, currency, ...selection } = intent;
  if (mode === 'setup') return selectSetupTypes(selection).types;
  if (amount === undefined) throw parameterMissing('deferred_intent[amount]');
  if (currency === undefined) throw parameterMissing('deferred_intent[currency]');
  if (amount < 0) throw invalidRequest('Invalid non-negative integer', { param: 'deferred_intent[amount]' });
  return selectTypes(selection, { amount, currency: currency.toLowerCase() }).types;
}

export const elementsSessionOperations: Operation[] = [openSession];
