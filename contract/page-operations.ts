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
    more: {
      client_context: { kind: 'any' },
      customer_session_client_secret: { kind: 'string' },
      use_stripe_sdk: { kind: 'boolean' },
    },
  },
};

/** The operations of the package with those of pages, in the order of path and method. */
export function withPageOperations(operations: readonly SdkOperation[]): SdkOperation[] {
  const added = Object.entries(pageOperations).map(([id, { like }]): SdkOperation => {
    const [method = '', path = ''] = id.split(' ');
    const found = operations.find((operation) => `${operation.method} ${operation.path}` === like);
    if (!found) throw new Error(`The package does not have ${like}, from which ${id} is derived.`);
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
