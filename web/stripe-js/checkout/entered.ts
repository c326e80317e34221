import type {
  StripeAddressElementChangeEvent,
  StripeCheckoutContact,
  StripeCheckoutTaxIdInfo,
  StripeTaxIdElementChangeEvent,
} from '@stripe/stripe-js';

/** What an element of a checkout holds, whole. */
export type Entered =
  | { readonly what: 'billing' | 'shipping'; readonly contact: StripeCheckoutContact; readonly phone?: string }
  | { readonly what: 'email'; readonly email: string }
  | { readonly what: 'taxId'; readonly info: StripeCheckoutTaxIdInfo | null };

/** What the page knows of its payer when it makes the checkout; it stands in the elements that ask for it. */
export interface KnownPayer {
  readonly billingAddress?: StripeCheckoutContact | null;
  readonly shippingAddress?: StripeCheckoutContact | null;
  readonly email?: string | null;
  readonly phoneNumber?: string | null;
}

/** What stands in an element to begin with. */
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

/** What a change of an element tells, once it is whole. */
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
  // An element offers the types that there are in Checkout.
  return { businessName, taxId: { type: type as StripeCheckoutTaxIdInfo['taxId']['type'], value: taxId } };
}
