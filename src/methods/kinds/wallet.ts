import type { MandateRules, PaymentMethodModule } from '../method.ts';
import { PLAIN_SETUP, redirectMethod } from './redirect.ts';

/** A mandate is needed only if the wallet is saved; it has no details. */
export const KEPT_BY_AGREEMENT: MandateRules = { needed: 'when_kept', details: () => ({}) };

/** Declares a wallet that can be saved and charged off session. */
export function reusableWallet(own: Parameters<typeof redirectMethod>[0]): PaymentMethodModule {
  return redirectMethod({
    reusable: true,
    setupFutureUsage: ['none', 'off_session'],
    mandate: KEPT_BY_AGREEMENT,
    setup: PLAIN_SETUP,
    ...own,
  });
}
