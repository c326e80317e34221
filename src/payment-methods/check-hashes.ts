import { invalidRequest } from '../kernel/errors.ts';
import type { MethodData, PaymentMethodModule } from '../methods/method.ts';
import { findMethod } from '../methods/registry.ts';

/** Parameters common to all types of payment methods; any other hash belongs to a type. */
const COMMON = new Set(['allow_redisplay', 'billing_details', 'metadata', 'radar_options', 'type', 'expand']);

/**
 * Returns the module of a payment method's data. Throws for an unsupported type and for the hash of another type.
 * `under` is the path of the parameter.
 */
export function checkHashes(data: MethodData, under: string | undefined): PaymentMethodModule {
  const named = (name: string) => (under === undefined ? name : `${under}[${name}]`);
  const type = String(data.type);
  const other = Object.entries(data).find(
    ([name, value]) => value !== undefined && name !== type && !COMMON.has(name),
  )?.[0];
  const module = findMethod(type);
  if (!module) {
    throw invalidRequest(`Florin does not support the payment method type '${type}' yet.`, { param: named('type') });
  }
  if (other !== undefined) {
    throw invalidRequest(
      `The payment method is of type \`${type}\`, so it cannot have \`${named(other)}\`. Leave that out, or set \`${named('type')}\` to \`${other}\`.`,
      { code: 'parameter_unknown', param: named(other) },
    );
  }
  return module;
}
