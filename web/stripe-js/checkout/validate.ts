import type { FrameKind } from '../../shared/protocol.ts';
import type { CheckoutForm } from './form.ts';

/** The result of `validateElements` if something is missing. */
interface Validation {
  readonly code: 'validation_error' | 'no_elements' | null;
  readonly message: string;
  readonly validation_errors: readonly { readonly message: string; readonly element: string }[];
}

/** The elements of a checkout with their names in validation errors. */
const ELEMENTS: readonly { readonly kind: FrameKind; readonly mode?: string; readonly element: string }[] = [
  { kind: 'linkAuthentication', element: 'contactDetails' },
  { kind: 'address', mode: 'shipping', element: 'shippingAddress' },
  { kind: 'address', mode: 'billing', element: 'billingAddress' },
  { kind: 'taxId', element: 'taxId' },
  { kind: 'payment', element: 'payment' },
];

/** Validates all elements. Returns undefined if all are valid. */
export async function validateForm(form: CheckoutForm): Promise<Validation | undefined> {
  const problems: { message: string; element: string }[] = [];
  let found = 0;
  for (const { kind, mode, element } of ELEMENTS) {
    const control = form.control.find(kind, mode);
    if (!control) continue;
    found += 1;
    const { error } = await control.ask({ what: 'validate' });
    if (error) problems.push({ message: error.message ?? '', element });
  }
  if (found === 0) {
    return {
      code: 'no_elements',
      message: 'The page has no element that collects a payment method. Mount a payment element.',
      validation_errors: [],
    };
  }
  const [first] = problems;
  return first && { code: 'validation_error', message: first.message, validation_errors: problems };
}
