import type Stripe from 'stripe';
import type { Verdict } from '../../network/verification/type.ts';

/** Data that was rejected, and the requirement that asks for it again. */
export interface RequirementError {
  readonly code: string;
  readonly reason: string;
  readonly requirement: string;
}

/** The missing requirements of an account, a person or a capability, by the API's names, sorted. */
export interface Requirements {
  readonly alternatives: Stripe.Account.Requirements.Alternative[];
  /** The moment at which what is currently due falls past due (seconds since epoch). */
  readonly current_deadline: number | null;
  readonly currently_due: string[];
  readonly disabled_reason: string | null;
  readonly errors: RequirementError[];
  readonly eventually_due: string[];
  readonly past_due: string[];
  readonly pending_verification: string[];
}

/** Those of a person, whose deadline and consequences are the account's. */
export type PersonRequirements = Omit<Requirements, 'current_deadline' | 'disabled_reason'>;

export const NOTHING_DUE: Requirements = {
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
};
/** The verification of a part of the data: under way until `readyAt`, then its findings count. */
export interface CheckState extends Pick<Verdict, 'part' | 'basis' | 'fields' | 'findings' | 'imposes'> {
  /** Seconds since epoch. */
  readonly readyAt: number;
}
