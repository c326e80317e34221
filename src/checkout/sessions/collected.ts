import type { CheckoutSession, Collected } from './type.ts';

type CollectedInformation = NonNullable<CheckoutSession['collected_information']>;

/** Builds `collected_information`. */
export function collectedInformation(collected: Collected): CollectedInformation {
  return {
    business_name: collected.businessName ?? null,
    individual_name: collected.individualName ?? null,
    shipping_details: collected.shipping ?? null,
  };
}

/** A session that has learned something of its payer; where it is shipped to shows at once. */
export function withCollected(session: CheckoutSession, entered: Partial<Collected>): CheckoutSession {
  const { internal } = session;
  const collected = { ...internal.collected, ...entered };
  return {
    ...session,
    ...(entered.shipping && { collected_information: collectedInformation(collected) }),
    internal: { ...internal, collected },
  };
}
