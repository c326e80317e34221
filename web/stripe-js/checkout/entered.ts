import type {
  StripeAddressElementChangeEvent,
  StripeCheckoutContact,
  StripeCheckoutTaxIdInfo,
  StripeTaxIdElementChangeEvent,
} from '@stripe/stripe-js';

/** The complete value of an element of a checkout. */
export type Entered =
  | { readonly what: 'billing' | 'shipping'; readonly contact: StripeCheckoutContact; readonly phone?: string }
  | { readonly what: 'email'; readonly email: string }
  | { readonly what: 'taxId'; readonly info: StripeCheckoutTaxIdInfo | null };

/** The page's data of its customer, prefilled in the elements. */
export interface KnownPayer {
  readonly billingAddress?: StripeCheckoutContact | null;
  readonly shippingAddress?: StripeCheckoutContact | null;
  readonly email?: string | null;
  readonly phoneNumber?: string | null;
}

/** Returns an element's initial values. */
export function prefilled(
  type: string,
  mode: unknown,
  { email, ...known }: KnownPayer,
): Readonly<Record<string, unknown>> {
  if (type === 'linkAuthentication') return email ? { defaultValues: { email } } : {};
  const contact = mode === 'shipping' ? known.shippingAddress : known.billingAddress;
  if (type === 'address') return contact ? { defaultValues: contact } : {};
  return type === 'payment' && contact ? { defaultValues: { billingDetails: contact } } : {};
}

/** Returns the value in an element's `change` event if it is complete. */
export function enteredIn(type: string, event: object): Entered | undefined {
  const { complete, value } = event as { complete?: boolean; value?: unknown };
  if (!complete) return undefined;
  if (type === 'linkAuthentication') return { what: 'email', email: (value as { email: string }).email };
  if (type === 'taxId') return { what: 'taxId', info: taxIdIn(value as StripeTaxIdElementChangeEvent['value']) };
  if (type !== 'address') return undefined;
  const { elementMode, value: contact } = event as StripeAddressElementChangeEvent;
  const { name, address, phone } = contact;
  const lines = Object.entries(address).map(([line, text]) => [line, text === '' ? null : text]);
  const whole = { ...Object.fromEntries(lines), country: address.country };
  return { what: elementMode, contact: { name: name || null, address: whole }, ...(phone && { phone }) };
}

function taxIdIn({
  businessName,
  taxId,
  externalTaxIdType: type,
}: StripeTaxIdElementChangeEvent['value']): StripeCheckoutTaxIdInfo | null {
  if (taxId === '') return null;
  // The element's types are those of Checkout.
  return { businessName, taxId: { type: type as StripeCheckoutTaxIdInfo['taxId']['type'], value: taxId } };
}
