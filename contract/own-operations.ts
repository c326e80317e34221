import type { Fact } from './facts.ts';

const text: Fact = { kind: 'string' };
const texts: Fact = { kind: 'list', of: text };

/** What a payer changes on a checkout page, and what they pay with. The types stand with the page. */
const PAGE_TYPES = "import('../../src/checkout/page/view-type.ts')";
const EXPAND = '{ expand?: string[] }';

const flag: Fact = { kind: 'boolean' };
const hash = (fields: Record<string, Fact>, required: string[] = []): Fact => ({ kind: 'hash', fields, required });
const address = hash(
  Object.fromEntries(['line1', 'line2', 'city', 'state', 'postal_code', 'country'].map((part) => [part, text])),
);
const taxId = hash({ type: text, value: text }, ['type', 'value']);
const shipping = hash({ name: text, address }, ['name', 'address']);

function paymentPage(call: string, takes: OwnOperation['takes'], paramsType: string): OwnOperation {
  return { id: call, params: 'payment_pages', takes, paramsType, resultType: `${PAGE_TYPES}.PaymentPage` };
}

/** An operation that only pages call and that the package does not know in any form. */
export interface OwnOperation {
  readonly id: string;
  /** Names the file of its parameters. */
  readonly params: string;
  readonly takes: Fact | ((official: (id: string) => Fact) => Fact);
  /** Its types, as TypeScript. */
  readonly paramsType: string;
  readonly resultType: string;
}

export const ownOperations: readonly OwnOperation[] = [
  {
    id: 'GET /v1/elements/sessions',
    params: 'elements.sessions',
    takes: {
      kind: 'hash',
      fields: {
        type: { kind: 'enum', values: ['deferred_intent', 'payment_intent', 'setup_intent'] },
        client_secret: text,
        customer_session_client_secret: text,
        locale: text,
        deferred_intent: {
          kind: 'hash',
          fields: {
            mode: { kind: 'enum', values: ['payment', 'setup', 'subscription'] },
            amount: { kind: 'integer' },
            currency: text,
            setup_future_usage: { kind: 'enum', values: ['off_session', 'on_session'] },
            capture_method: { kind: 'enum', values: ['automatic', 'automatic_async', 'manual'] },
            payment_method_types: texts,
            allowed_payment_method_types: texts,
            excluded_payment_method_types: texts,
          },
          required: ['mode'],
        },
      },
      required: ['type'],
    },
    paramsType:
      "{ type: 'deferred_intent' | 'payment_intent' | 'setup_intent'; client_secret?: string; customer_session_client_secret?: string; locale?: string; expand?: string[]; deferred_intent?: { mode: 'payment' | 'setup' | 'subscription'; amount?: number; currency?: string; setup_future_usage?: 'off_session' | 'on_session'; capture_method?: 'automatic' | 'automatic_async' | 'manual'; payment_method_types?: string[]; allowed_payment_method_types?: string[]; excluded_payment_method_types?: string[] } }",
    resultType: 'object',
  },
  {
    id: 'POST /v1/elements/payment_methods/{payment_method}/detach',
    params: 'elements.payment_methods',
    takes: hash({ customer_session_client_secret: text }, ['customer_session_client_secret']),
    paramsType: '{ customer_session_client_secret: string; expand?: string[] }',
    resultType: 'Stripe.PaymentMethod',
  },
  paymentPage('GET /v1/payment_pages/{session}', hash({}), EXPAND),
  paymentPage(
    'POST /v1/payment_pages/{session}',
    hash({
      email: text,
      promotion_code: { kind: 'emptyable', of: text },
      line_items: { kind: 'list', of: hash({ id: text, quantity: { kind: 'integer' } }, ['id', 'quantity']) },
      optional_items: { kind: 'list', of: hash({ price: text, selected: flag }, ['price', 'selected']) },
      tax_id: { kind: 'emptyable', of: taxId },
      business_name: text,
      shipping_rate: text,
      shipping,
      billing_address: address,
    }),
    `${PAGE_TYPES}.PageChange & ${EXPAND}`,
  ),
  paymentPage(
    'POST /v1/payment_pages/{session}/confirm',
    (official) => {
      const confirm = official('POST /v1/payment_intents/{intent}/confirm');
      if (confirm.kind !== 'hash' || !confirm.fields.payment_method_data)
        throw new Error('The package does not tell what payment_method_data takes.');
      return hash({
        payment_method: text,
        payment_method_data: confirm.fields.payment_method_data,
        expected_amount: { kind: 'integer' },
        email: text,
        name: text,
        phone: text,
        business_name: text,
        individual_name: text,
        tax_id: { kind: 'emptyable', of: taxId },
        shipping,
        custom_fields: { kind: 'list', of: hash({ key: text, value: text }, ['key', 'value']) },
        consent: hash({
          terms_of_service: { kind: 'enum', values: ['accepted'] },
          promotions: { kind: 'enum', values: ['opt_in', 'opt_out'] },
        }),
        return_url: text,
        save_payment_method: flag,
      });
    },
    `${PAGE_TYPES}.PageConfirmation & ${EXPAND}`,
  ),
  paymentPage(
    'POST /v1/payment_pages/{session}/detach_payment_method',
    hash({ payment_method: text }, ['payment_method']),
    `{ payment_method: string } & ${EXPAND}`,
  ),
];
