import { resourceShape } from '../../contract/contract.ts';

/**
 * The condition of a capability: `verified` for the account's data, `free` for nothing (tax reporting), `unavailable` for
 * an agreement with Stripe that test accounts cannot make.
 */
export type CapabilityKind = 'free' | 'unavailable' | 'verified';

const KINDS: Readonly<Record<string, CapabilityKind>> = {
  card_issuing: 'unavailable',
  legacy_payments: 'unavailable',
  treasury: 'unavailable',
  tax_reporting_us_1099_k: 'free',
  tax_reporting_us_1099_misc: 'free',
};

export function capabilityKind(name: string): CapabilityKind {
  return KINDS[name] ?? 'verified';
}

/** True for the name of a capability that accounts can have. */
export function isCapability(name: string): boolean {
  const shape = resourceShape('account')?.fields.get('capabilities');
  return shape?.kind === 'hash' && shape.fields.has(name);
}
