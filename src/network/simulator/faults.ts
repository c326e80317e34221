import { createBoundedMap } from '../../kernel/bounded-map.ts';
import type { AuthorizeRequest, AuthorizeResult } from '../type.ts';
import { riskOf } from './chance.ts';
import { DECLINES, type DeclineName } from './declines.ts';

/** What the next attempts of an account come to, whatever their cards say. */
export interface Fault {
  /** A decline, or `authenticate`: the payer has to authenticate first. */
  readonly outcome: DeclineName | 'authenticate';
  /** Attempts that it is still for. */
  readonly times: number;
  /** The type of payment method that it is for; null for all. */
  readonly method: string | null;
}

/** The outcomes that can be armed. */
export const OUTCOMES: readonly Fault['outcome'][] = [
  // The keys of the table are its names.
  ...(Object.keys(DECLINES) as DeclineName[]),
  'authenticate',
];

/** The most attempts that a fault is armed for. */
export const MOST_TIMES = 1_000;
/** Accounts with an armed fault. */
const MOST_ACCOUNTS = 10_000;

/** Faults that are armed, one for each account. They are in memory: a restart disarms them. */
export interface Faults {
  arm(account: string, fault: Fault): void;
  disarm(account: string): void;
  armed(account: string): Fault | undefined;
  /** Decides an attempt by the fault of its account, which then is for one attempt less; undefined if none is armed. */
  decide(request: AuthorizeRequest): AuthorizeResult | undefined;
}

export function createFaults(): Faults {
  const faults = createBoundedMap<string, Fault>({ most: MOST_ACCOUNTS });
  return {
    arm: (account, fault) => faults.set(account, fault),
    disarm: (account) => faults.delete(account),
    armed: (account) => faults.get(account),
    decide(request) {
      const { account, instrument, attempt } = request;
      const fault = account === undefined ? undefined : faults.get(account);
      // A payer who was asked to authenticate continues the same attempt.
      if (account === undefined || !fault || request.action) return undefined;
      if (fault.method !== null && fault.method !== instrument.type) return undefined;
      if (fault.outcome === 'authenticate' && instrument.type !== 'card') return undefined;
      if (fault.times > 1) faults.set(account, { ...fault, times: fault.times - 1 });
      else faults.delete(account);
      if (fault.outcome === 'authenticate') return { outcome: 'action_required', action: 'three_d_secure' };
      const decline = DECLINES[fault.outcome];
      return { outcome: 'declined', risk: riskOf('normal', attempt), decline, checks: null, threeDSecure: null };
    },
  };
}
