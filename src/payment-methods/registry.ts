import type Stripe from 'stripe';
import { card } from './card.ts';
import type { Authorization, AuthorizationFacts, PaymentMethodModule } from './method.ts';
import { mobilepay } from './mobilepay.ts';

/** Every payment method Florin has, in the order in which they are offered. */
export const METHODS: readonly PaymentMethodModule[] = [card, mobilepay];

const byType = new Map(METHODS.map((method) => [method.type, method]));

/** The module of a type, or undefined when Florin has none. */
export function findMethod(type: string): PaymentMethodModule | undefined {
  return byType.get(type);
}

/** The module of a stored payment method, which always has one. */
export function methodOf(type: string): PaymentMethodModule {
  const method = byType.get(type);
  if (!method) throw new Error(`no payment method ${type}`);
  return method;
}

/** The types that can be set up for later without paying, in the order in which they are offered. */
export function typesForSetup(): string[] {
  return METHODS.filter(({ setup }) => setup !== undefined).map(({ type }) => type);
}

/** The types that can pay in a currency, in the order in which they are offered. */
export function typesFor(currency: string): string[] {
  return METHODS.filter(({ currencies }) => currencies === 'all' || currencies.includes(currency)).map(
    ({ type }) => type,
  );
}

/** How an authorization of a payment method can be used. */
export function authorizationOf(method: Stripe.PaymentMethod, facts: AuthorizationFacts): Authorization {
  const module = methodOf(method.type);
  if (module.authorization) return module.authorization(method, facts);
  const { holdsSeconds } = module.capture;
  return { holdsSeconds, extended: false, incremental: false, multicapture: false, mostCapturable: undefined };
}
