import type { Network, TokenizedCard } from '../network.ts';
export function createSimulator(): Network {
  const card = (month: number, year: number, cvc: boolean): TokenizedCard => ({ token: 'visa', brand: 'visa', displayBrand: 'visa', networks: ['visa'], funding: 'credit', country: 'US', last4: '4242', expMonth: month, expYear: year, fingerprint: 'abcdefghijklmnop', cvcProvided: cvc, threeDSecureSupported: true, regulated: false });
  return {
    tokenize: (c) => card(c.expMonth, c.expYear, c.cvc !== undefined),
    wellKnownCard: (id) => (/^(pm_card|tok)_visa$/.test(id) ? card(11, 2027, false) : undefined),
    verify: async () => ({ outcome: 'valid', checks: null }),
    authorize: async (r) => r.instrument.type === 'mobilepay' && !r.action ? { outcome: 'action_required', action: 'redirect' } : ({ outcome: 'approved', risk: { level: 'normal', score: 12 }, authorizationCode: '123456', networkTransactionId: '123456789012345', checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' }, threeDSecure: null, availableAtOnce: false, aftermath: null }),
    increment: async () => ({ outcome: 'approved' }), capture: async () => {}, void: async () => {}, refund: async () => ({ outcome: 'succeeded' }),
  };
}
