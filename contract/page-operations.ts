import type { Fact } from './facts.ts';
import { compare, type SdkOperation } from './operations.ts';

/**
 * Operations that the browser library calls with a publishable key. The package, made for servers, leaves them out;
 * each takes what a call of servers takes, and more.
 */
const pageOperations: Readonly<
  Record<string, { readonly like: string; readonly more: Readonly<Record<string, Fact>> }>
> = {
  'POST /v1/confirmation_tokens': {
    like: 'POST /v1/test_helpers/confirmation_tokens',
    more: { client_context: { kind: 'any' }, use_stripe_sdk: { kind: 'boolean' } },
  },
};

/** The operations of the package with those of pages, in the order of path and method. */
export function withPageOperations(operations: readonly SdkOperation[]): SdkOperation[] {
  const added = Object.entries(pageOperations).map(([id, { like }]): SdkOperation => {
    const [method = '', path = ''] = id.split(' ');
    const found = operations.find((operation) => `${operation.method} ${operation.path}` === like);
    if (!found) throw new Error(`The package has no ${like}, which ${id} is like.`);
    return { ...found, method, path };
  });
  return [...operations, ...added].sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

/** The parameters of an operation with what pages send besides. `mandate` is what a confirmation takes for a mandate. */
export function withPageParams(id: string, params: Fact, mandate: Fact): Fact {
  const more = pageOperations[id]?.more;
  if (!more || params.kind !== 'hash') return params;
  return { ...params, fields: { ...params.fields, ...more, mandate_data: mandate } };
}

const text: Fact = { kind: 'string' };
const texts: Fact = { kind: 'list', of: text };

/** An operation that only pages call and that the package does not know in any form. */
export interface OwnOperation {
  readonly id: string;
  /** Names the file of its parameters. */
  readonly params: string;
  readonly takes: Fact;
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
        locale: text,
        expand: texts,
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
      "{ type: 'deferred_intent' | 'payment_intent' | 'setup_intent'; client_secret?: string; locale?: string; expand?: string[]; deferred_intent?: { mode: 'payment' | 'setup' | 'subscription'; amount?: number; currency?: string; setup_future_usage?: 'off_session' | 'on_session'; capture_method?: 'automatic' | 'automatic_async' | 'manual'; payment_method_types?: string[]; allowed_payment_method_types?: string[]; excluded_payment_method_types?: string[] } }",
    resultType: 'object',
  },
];
