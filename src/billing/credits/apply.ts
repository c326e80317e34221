/** A grant that can pay: amounts in the smallest unit, moments in seconds since epoch. */
export interface UsableGrant {
  readonly id: string;
  readonly remaining: number;
  readonly priority: number;
  readonly expiresAt: number | null;
  readonly category: string;
  readonly effectiveAt: number;
  covers(price: string): boolean;
}

/** A line of metered usage; its amount after discounts, before taxes. */
export interface PayableLine {
  readonly id: string;
  readonly price: string;
  readonly amount: number;
}

/** A part of a line that a grant pays. */
export interface Application {
  readonly grant: string;
  readonly line: string;
  readonly amount: number;
}

/**
 * Pays lines with credits, line by line. Grants of the lowest priority number are used first, then those that expire
 * sooner, promotional ones, those effective earlier, and those granted earlier (the order of `grants`).
 * https://docs.stripe.com/billing/subscriptions/usage-based/billing-credits
 */
export function applyCredits(grants: readonly UsableGrant[], lines: readonly PayableLine[]): Application[] {
  const left = new Map(grants.map(({ id, remaining }) => [id, remaining]));
  const ordered = grants.toSorted(inOrder);
  const applications: Application[] = [];
  for (const line of lines) {
    let due = line.amount;
    for (const grant of ordered) {
      const amount = Math.min(due, left.get(grant.id) ?? 0);
      if (amount <= 0 || !grant.covers(line.price)) continue;
      applications.push({ grant: grant.id, line: line.id, amount });
      left.set(grant.id, (left.get(grant.id) ?? 0) - amount);
      due -= amount;
    }
  }
  return applications;
}

function inOrder(a: UsableGrant, b: UsableGrant): number {
  return (
    a.priority - b.priority ||
    compare(a.expiresAt ?? Number.POSITIVE_INFINITY, b.expiresAt ?? Number.POSITIVE_INFINITY) ||
    compare(a.category === 'promotional' ? 0 : 1, b.category === 'promotional' ? 0 : 1) ||
    a.effectiveAt - b.effectiveAt
  );
}

/** Compares numbers of which both may be infinite. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
