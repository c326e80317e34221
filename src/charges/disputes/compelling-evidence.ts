import type Stripe from 'stripe';

export type Compelling = Stripe.Dispute.Evidence.EnhancedEvidence.VisaCompellingEvidence3;
type Given = NonNullable<
  Exclude<Stripe.DisputeUpdateParams.Evidence['enhanced_evidence'], '' | null | undefined>['visa_compelling_evidence_3']
>;
type Status = Stripe.Dispute.EvidenceDetails.EnhancedEligibility.VisaCompellingEvidence3;

/** Visa wants exactly this many earlier payments that the cardholder did not dispute. */
const PRIOR_TRANSACTIONS = 2;
/** Number of customer attributes that must match in all payments. */
const SAME_IDENTIFIERS = 2;

const DISPUTED = {
  customer_account_id: null,
  customer_device_fingerprint: null,
  customer_device_id: null,
  customer_email_address: null,
  customer_purchase_ip: null,
  merchandise_or_services: null,
  product_description: null,
  shipping_address: null,
};

/** Visa Compelling Evidence 3.0 that nothing was given for. */
export function emptyCompelling(): Compelling {
  return { disputed_transaction: null, prior_undisputed_transactions: [] };
}

/** Merges new evidence into existing: field by field for the disputed payment, as a whole for the earlier payments. */
export function withCompelling(current: Compelling, given: Given): Compelling {
  const { disputed_transaction: disputed, prior_undisputed_transactions: prior } = given;
  const { merchandise_or_services: _, ...plain } = DISPUTED;
  return {
    disputed_transaction: disputed
      ? { ...DISPUTED, ...current.disputed_transaction, ...whole(disputed) }
      : current.disputed_transaction,
    prior_undisputed_transactions: prior
      ? prior.map((transaction) => ({ ...plain, ...whole(transaction), charge: transaction.charge }))
      : current.prior_undisputed_transactions,
  };
}

/** Parameters as fields: '' unsets, an address has all its lines. */
function whole(given: object): object {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, name === 'shipping_address' && value ? address(value) : value || null]),
  );
}

function address(given: object): Stripe.Address {
  return { city: null, country: null, line1: null, line2: null, postal_code: null, state: null, ...given };
}

/** Returns the evidence that Visa still requires. Pure. */
export function compellingStatus({
  disputed_transaction: disputed,
  prior_undisputed_transactions: prior,
}: Compelling): Status {
  const missing: Record<string, boolean> = {
    missing_customer_identifiers: !identifiesCustomer(disputed, prior),
    missing_disputed_transaction_description: !disputed?.product_description,
    missing_merchandise_or_services: !disputed?.merchandise_or_services,
    missing_prior_undisputed_transaction_description: prior.some((transaction) => !transaction.product_description),
    missing_prior_undisputed_transactions: prior.length !== PRIOR_TRANSACTIONS,
  };
  const required = Object.keys(missing).filter((name) => missing[name]);
  return { required_actions: required, status: required.length === 0 ? 'qualified' : 'requires_action' };
}

type Identified = Omit<typeof DISPUTED, 'merchandise_or_services'>;

/** Two identifiers are the same in every payment, and one of them is the device or its address on the internet. */
function identifiesCustomer(disputed: Compelling['disputed_transaction'], prior: readonly object[]): boolean {
  if (!disputed) return false;
  const same = (...names: (keyof Identified)[]) =>
    names.some((name) => {
      const value = JSON.stringify(disputed[name]);
      return (
        value !== 'null' && prior.every((transaction) => JSON.stringify((transaction as Identified)[name]) === value)
      );
    });
  const device = [same('customer_device_fingerprint', 'customer_device_id'), same('customer_purchase_ip')];
  const account = [same('customer_account_id', 'customer_email_address'), same('shipping_address')];
  return device.includes(true) && [...device, ...account].filter(Boolean).length >= SAME_IDENTIFIERS;
}
