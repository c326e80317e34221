import type { MandateRules, PaymentMethodModule } from '../method.ts';
import { PLAIN_SETUP, redirectMethod } from './redirect.ts';

/** Payers agree to be charged again only where the wallet is kept; there is nothing to tell of that agreement. */
export const KEPT_BY_AGREEMENT: MandateRules = { needed: 'when_kept', details: () => ({}) };

/** A wallet that can be kept and charged again without its payer. */
export function reusableWallet(own: Parameters<typeof redirectMethod>[0]): PaymentMethodModule {
  return redirectMethod({
    reusable: true,
    setupFutureUsage: ['none', 'off_session'],
    mandate: KEPT_BY_AGREEMENT,
    setup: PLAIN_SETUP,
    ...own,
  });
}
