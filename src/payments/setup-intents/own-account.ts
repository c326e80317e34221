import { invalidRequest, StripeError } from '../../kernel/errors.ts';

/** A setup's owner and flow directions. */
interface Flow {
  readonly attach_to_self?: boolean | undefined;
  readonly flow_directions?: readonly string[] | undefined;
}

/** Types that an account can set up for itself: its own bank accounts, for debits. */
const OWN_TYPES: readonly string[] = ['us_bank_account'];

/**
 * Validates a setup's owner and flow directions against its customer. A payment method belongs to the account or to a
 * customer. Florin only debits payment methods, so `outbound` is rejected.
 */
export function checkFlow({ attach_to_self: own, flow_directions: directions }: Flow, customer: string | null): void {
  if (own && customer !== null) {
    throw invalidRequest('You may only specify one of these parameters: attach_to_self, customer.', {
      param: 'attach_to_self',
    });
  }
  if (!directions?.includes('outbound')) return;
  throw new StripeError(501, {
    type: 'api_error',
    message:
      "Florin does not support outbound payments to payment methods yet. Nothing was done. Leave 'outbound' out of `flow_directions`.",
    param: 'flow_directions',
  });
}

/** The types that a setup accepts. */
export function ownTypes(own: boolean | undefined, types: readonly string[]): readonly string[] {
  return own ? types.filter((type) => OWN_TYPES.includes(type)) : types;
}

/** Throws for a type that was named and that an account cannot set up for itself. */
export function checkOwnType(own: boolean | undefined, type: string, param: string): void {
  if (!own || OWN_TYPES.includes(type)) return;
  throw invalidRequest(
    `The payment method type '${type}' cannot be set up for the account itself (\`attach_to_self\`). Use one of: ${OWN_TYPES.join(', ')}.`,
    { param },
  );
}
