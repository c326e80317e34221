import { useEffect, useRef } from 'preact/hooks';
import type { PageConfirmation } from '../../../src/checkout/page/view-type.ts';
import type { Surroundings } from '../surroundings.ts';
import type { OpenCheckout } from '../use-payment-page.ts';
import type { Parts } from './parts.ts';
import type { Form } from './use-form.ts';

/** How long a payer pauses before what they wrote is taken for meant, in milliseconds. */
const PAUSE_MS = 600;

/**
 * Tells Florin the e-mail and the shipping address as soon as they are whole, so that they are there after a reload,
 * and the totals follow. What is wrong with them is said when the payer pays.
 */
export function useTold(props: {
  checkout: OpenCheckout;
  around: Surroundings;
  form: Form;
  parts: Parts;
  shipping: PageConfirmation['shipping'];
}): void {
  const { checkout, around, form, parts, shipping } = props;
  const { page, busy } = checkout;
  const spec = parts.contact.find(({ id }) => id === 'email');
  const email = form.entries.email?.trim() ?? '';
  const wholeEmail = spec && spec.problem(email) === undefined ? email : undefined;
  const address = shipping && JSON.stringify(shipping);
  const told = useRef({ email: page.email.value ?? '', address: page.shipping ? address : undefined });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was entered decides, not who hears of it
  useEffect(() => {
    if (busy) return;
    const pause = setTimeout(() => void tell(), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [wholeEmail, address, busy]);

  async function tell(): Promise<void> {
    if (wholeEmail !== undefined && wholeEmail !== told.current.email) {
      told.current.email = wholeEmail;
      await checkout.change({ email: wholeEmail });
    }
    if (!shipping || address === told.current.address) return;
    told.current.address = address;
    const shippingDetails = shipping as Required<typeof shipping> & { address: { country: string } };
    const event = { checkoutSessionId: page.id, shippingDetails };
    const agreed = await around.agrees({ what: 'shippingDetails', event });
    if (agreed.type === 'accept') await checkout.change({ shipping });
  }
}
