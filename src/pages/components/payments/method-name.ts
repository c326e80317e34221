import type { Charge } from '../../../charges/type.ts';
import { METHODS } from '../../../methods/registry.ts';

/** The payment method of a payment: `Visa •••• 4242`, or the name of its type. */
export function methodName({ payment_method_details: details }: Charge): string {
  if (!details) return '';
  const { card, type } = details;
  if (!card) return METHODS.find((method) => method.type === type)?.label ?? type.replaceAll('_', ' ');
  const brand = card.brand ?? 'card';
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} •••• ${card.last4}`;
}
