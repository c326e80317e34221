import { useEffect, useRef } from 'preact/hooks';
import type { PageAddress, PageConfirmation } from '../../../src/shared/payment-page-view.ts';
import type { Form } from '../../form/use-form.ts';
import type { Host } from '../host.ts';
import type { OpenCheckout } from '../use-payment-page.ts';
import type { Parts } from './parts.ts';

/** Pause in typing after which a value is sent, in milliseconds. */
const PAUSE_MS = 600;

/**
 * Saves the e-mail address and addresses as soon as they are valid, so that they survive a reload and totals follow.
 * Errors are shown on submit. Returns a function that saves immediately.
 */
export function useAutosave(props: {
  checkout: OpenCheckout;
  host: Host;
  form: Form;
  parts: Parts;
  shipping: PageConfirmation['shipping'];
  /** The address that determines taxes. */
  taxed: Partial<PageAddress> | undefined;
}): () => void {
  const { checkout, host, form, parts, shipping, taxed } = props;
  const { page, busy } = checkout;
  const spec = parts.contact.find(({ id }) => id === 'email');
  const email = form.entries.email?.trim() ?? '';
  const wholeEmail = spec && spec.problem(email) === undefined ? email : undefined;
  const address = shipping && JSON.stringify(shipping);
  const billing = taxed && JSON.stringify(taxed);
  const saved = useRef({
    email: page.email.value ?? '',
    address: page.shipping ? address : undefined,
    billing: undefined as string | undefined,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was entered decides, not who hears of it
  useEffect(() => {
    if (busy) return;
    const pause = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [wholeEmail, address, billing, busy]);
  return () => void save();

  async function save(): Promise<void> {
    if (wholeEmail !== undefined && wholeEmail !== saved.current.email) {
      saved.current.email = wholeEmail;
      void checkout.change({ email: wholeEmail });
    }
    if (taxed && billing !== saved.current.billing) {
      saved.current.billing = billing;
      void checkout.change({ billing_address: taxed });
    }
    if (!shipping || address === saved.current.address) return;
    saved.current.address = address;
    const shippingDetails = shipping as Required<typeof shipping> & { address: { country: string } };
    const event = { checkoutSessionId: page.id, shippingDetails };
    const agreed = await host.approves({ what: 'shippingDetails', event });
    if (agreed.type === 'accept') await checkout.change({ shipping });
  }
}
