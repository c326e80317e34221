import { charges } from '../../charges/type.ts';
import { customers } from '../../customers/type.ts';
import { keepFields } from '../../kernel/hash.ts';
import { checkNamed, embeddedList, MOST_EMBEDDED } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { searchOperation } from '../../search/search.ts';
import { checkClientSecret } from '../intents/client-secret.ts';
import { applyCustomerBalance } from './apply-funds.ts';
import { cancelPaymentIntent } from './cancel.ts';
import { capturePaymentIntent } from './capture.ts';
import { sourceOfPaymentIntents } from './changes/2020-08-27-source.ts';
import { chargesOnPaymentIntent } from './changes/2022-11-15-list-of-charges.ts';
import { automaticAsyncCapture } from './changes/2023-08-16-automatic-async-capture.ts';
import { statementDescriptorOfCardPayments } from './changes/2023-10-16-statement-descriptor-of-cards.ts';
import { captureMethodDefault } from './changes/2024-04-10-default-capture-method.ts';
import { expiredPaymentIntents } from './changes/2025-03-31.basil-expired-authorizations.ts';
import { invoiceOfPaymentIntents } from './changes/2025-03-31.basil-invoice.ts';
import { confirmPaymentIntent } from './confirm.ts';
import { createPaymentIntent } from './create.ts';
import { incrementAuthorization } from './increment.ts';
import { includedLineItems, listLineItems } from './line-items.ts';
import { paymentIntentTimers } from './timers.ts';
import { invoiceOf, type PaymentIntent, paymentIntents } from './type.ts';
import { updatePaymentIntent } from './update.ts';

const retrievePaymentIntent = operation(
  'GET /v1/payment_intents/{intent}',
  async (context, params, path) => {
    const intent = await context.work.require(paymentIntents, path.intent);
    checkClientSecret(context, intent, params);
    return intent;
  },
  { access: 'client_secret', forPages: ['client_secret'], stored: paymentIntents },
);

/** The fields that pages see (those of Stripe.js): never the customer, metadata, charges or attempts. */
const VISIBLE_TO_PAGES: readonly (keyof PaymentIntent)[] = [
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
];

export const paymentIntentResource = resource(paymentIntents, {
  collection: '/v1/payment_intents',
  list: async (params, context) => {
    await checkNamed(context, customers, params.customer, 'customer');
    return params.customer === undefined ? {} : { by: `customer/${params.customer}` };
  },
  options: { list: { notYet: ['customer_account'] } },
  operations: [
    createPaymentIntent,
    retrievePaymentIntent,
    updatePaymentIntent,
    confirmPaymentIntent,
    capturePaymentIntent,
    cancelPaymentIntent,
    incrementAuthorization,
    listLineItems,
    applyCustomerBalance,
    searchOperation(paymentIntents),
  ],
  includes: {
    'amount_details.line_items': (context, { id }) => includedLineItems(context, id),
    // Only API versions before 2022-11-15 have it.
    charges: async ({ work }, { id }) =>
      embeddedList(
        await work.list(charges, { by: `payment_intent/${id}`, limit: MOST_EMBEDDED }),
        `/v1/charges?payment_intent=${id}`,
      ),
    // Only API versions before basil have it.
    invoice: async ({ work }, { id }) => invoiceOf(await work.get(paymentIntents, id)),
  },
  timers: paymentIntentTimers,
  forPages: (intent) => keepFields(intent, VISIBLE_TO_PAGES),
  changes: [
    sourceOfPaymentIntents,
    chargesOnPaymentIntent,
    automaticAsyncCapture,
    statementDescriptorOfCardPayments,
    captureMethodDefault,
    expiredPaymentIntents,
    invoiceOfPaymentIntents,
  ],
});
