import type { Finding, Verdict } from '../../verification/type.ts';
import { delayIn } from './delays.ts';

/** First lines of test addresses: https://docs.stripe.com/connect/testing#test-addresses. */
const NO_MATCH = ['address_no_match', 'address_line1_no_match'];
/** The first line with which a business takes payments, but is not paid out. */
const STOPS_PAYOUTS = 'address_no_match';
const OF_BUSINESSES = 'address.line1';

interface Place {
  readonly country: string;
  readonly address: { readonly line1?: string | null } | null;
  readonly documents: Readonly<Record<string, string>>;
}

/**
 * Compares an address with registers, once there is one. `asks` is what is asked for where it does not match; a document
 * that shows the address is enough.
 */
export function verifyAddress(
  { country, address, documents }: Place,
  asks: string,
  isImmediate: boolean,
): Verdict | undefined {
  const line1 = address?.line1;
  if (!line1) return undefined;
  const isShown = documents[asks.replace('verification.', '')] !== undefined;
  const findings: Finding[] = [
    {
      asks,
      code: 'verification_failed_address_match',
      reason: 'The address could not be verified. Correct it, or upload a document that shows it.',
      ...(asks === OF_BUSINESSES && line1 === STOPS_PAYOUTS && { onlyPayouts: true as const }),
    },
  ];
  return {
    part: 'address',
    basis: JSON.stringify([address, isShown]),
    afterSeconds: delayIn(country, isImmediate),
    fields: ['address'],
    findings: NO_MATCH.includes(line1) && !isShown ? findings : [],
  };
}
