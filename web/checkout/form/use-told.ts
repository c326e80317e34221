import { useEffect, useRef } from 'preact/hooks';
import type { PageAddress, PageConfirmation } from '../../../src/shared/payment-page-view.ts';
import type { Form } from '../../form/use-form.ts';
import type { Host } from '../host.ts';
import type { OpenCheckout } from '../use-payment-page.ts';
import type { Parts } from './parts.ts';

/** How long a payer pauses before what they wrote is taken for meant, in milliseconds. */
const PAUSE_MS = 600;

/**
 * Tells Florin the e-mail and the shipping address as soon as they are whole, so that they are there after a reload,
 * and the totals follow. What is wrong with them is said when the payer pays. Answers how to tell them at once.
 */
export function useTold(props: {
  checkout: OpenCheckout;
  host: Host;
  form: Form;
  parts: Parts;
  shipping: PageConfirmation['shipping'];
  /** Where taxes are worked out for. */
  taxed: Partial<PageAddress> | undefined;
}): () => void {
  const { checkout, host, form, parts, shipping, taxed } = props;
  const { page, busy } = checkout;
  const spec = parts.contact.find(({ id }) => id === 'email');
  const email = form.entries.email?.trim() ?? '';
  const wholeEmail = spec && spec.problem(email) === undefined ? email : undefined;
  const address = shipping && JSON.stringify(shipping);
  const billing = taxed && JSON.stringify(taxed);
  const told = useRef({
    email: page.email.value ?? '',
    address: page.shipping ? address : undefined,
    billing: undefined as string | undefined,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was entered decides, not who hears of it
  useEffect(() => {
    if (busy) return;
    const pause = setTimeout(() => void tell(), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [wholeEmail, address, billing, busy]);
  return () => void tell();

  async function tell(): Promise<void> {
    if (wholeEmail !== undefined && wholeEmail !== told.current.email) {
      told.current.email = wholeEmail;
      void checkout.change({ email: wholeEmail });
    }
    if (taxed && billing !== told.current.billing) {
      told.current.billing = billing;
      void checkout.change({ billing_address: taxed });
    }
    if (!shipping || address === told.current.address) return;
    told.current.address = address;
    const shippingDetails = shipping as Required<typeof shipping> & { address: { country: string } };
    const event = { checkoutSessionId: page.id, shippingDetails };
    const agreed = await host.approves({ what: 'shippingDetails', event });
    if (agreed.type === 'accept') await checkout.change({ shipping });
  }
}
