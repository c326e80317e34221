import type { MethodSpec } from '../../src/shared/method-spec.ts';
import type { Translate } from '../texts/texts.ts';

/** Returns the name of a payment method: translated where the texts have it, otherwise its own. */
export function methodName(t: Translate, { type, label }: MethodSpec): string {
  return t(`method.${type}`, label);
}

/** True if the money is debited from an account, which its owner has to allow. */
export function isDebit({ flow }: MethodSpec): boolean {
  return flow === 'bank_debit';
}

/** Flows whose customers finish the payment in an app, a wallet or on a bank's page. */
const ELSEWHERE = new Set<MethodSpec['flow']>(['immediate', 'redirect', 'app', 'qr_code']);

/** True if the customer finishes the payment outside of the page. Cards are entered in the page itself. */
export function continuesElsewhere({ type, flow }: MethodSpec): boolean {
  return type !== 'card' && ELSEWHERE.has(flow);
}

/** Returns how much of the billing address a form collects for a payment method. */
export function collectedAddress({ collects }: Pick<MethodSpec, 'collects'>): 'country' | 'full' | undefined {
  if (collects.includes('address.line1')) return 'full';
  return collects.includes('address.country') ? 'country' : undefined;
}
