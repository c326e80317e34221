import { createBoundedMap } from '../../kernel/bounded-map.ts';
import type { AuthorizeRequest, AuthorizeResult, RefundResult } from '../type.ts';
import { percentOf, riskOf } from './chance.ts';
import { DECLINES, type DeclineName } from './declines.ts';

/** Outcomes that are no declines. */
const OTHERS = ['authenticate', 'silent', 'fail_refund'] as const;

/** The result of attempts of an account, whatever their cards say. */
export interface Fault {
  /**
   * A decline; `authenticate`: the payer has to authenticate first; `silent`: the network does what it was asked and does
   * not answer; `fail_refund`: a refund is accepted and fails later.
   */
  readonly outcome: DeclineName | (typeof OTHERS)[number];
  /** Attempts that it is still for; null for all until it is disarmed. */
  readonly times: number | null;
  /** The share of attempts that it is for, in percent. */
  readonly chance: number;
  /** The amount that it is for, in the smallest unit; null for all. */
  readonly amount: number | null;
  /** The type of payment method that it is for; null for all. */
  readonly method: string | null;
}

/** The outcomes that can be armed. */
export const OUTCOMES: readonly Fault['outcome'][] = [
  // The keys of the table are its names.
  ...(Object.keys(DECLINES) as DeclineName[]),
  ...OTHERS,
];

/** The most attempts that a fault is armed for. */
export const MOST_TIMES = 1_000;
/** Accounts with an armed fault. */
const MOST_ACCOUNTS = 10_000;
/** Seconds until a refund that is accepted fails. */
const REFUND_FAILS_AFTER_SECONDS = 60;

/** The fields of a request by which a fault is found. */
type Asked = Pick<AuthorizeRequest, 'attempt' | 'account' | 'instrument'> & { readonly amount?: number };

/** Faults that are armed, one for each account. They are in memory: a restart disarms them. */
export interface Faults {
  arm(account: string, fault: Fault): void;
  disarm(account: string): void;
  armed(account: string): Fault | undefined;
  /** Decides an attempt by the fault of its account, which then is for one attempt less; undefined if none is for it. */
  decide(request: AuthorizeRequest): AuthorizeResult | undefined;
  /** As `decide`, of a refund. */
  decideRefund(request: Asked): RefundResult | undefined;
  /** True if an attempt's answer is to be lost. */
  isSilent(request: Asked): boolean;
}

export function createFaults(): Faults {
  const faults = createBoundedMap<string, Fault>({ most: MOST_ACCOUNTS });

  /** The fault of a request, if it is one of these, counted as used. */
  function take(request: Asked, isOne: (fault: Fault) => boolean): Fault | undefined {
    const { account, instrument, attempt, amount } = request;
    const fault = account === undefined ? undefined : faults.get(account);
    if (account === undefined || !fault || !isOne(fault)) return undefined;
    if (fault.method !== null && fault.method !== instrument.type) return undefined;
    if (fault.amount !== null && fault.amount !== amount) return undefined;
    if (percentOf(attempt) > fault.chance) return undefined;
    if (fault.times === 1) faults.delete(account);
    else if (fault.times !== null) faults.set(account, { ...fault, times: fault.times - 1 });
    return fault;
  }

  return {
    arm: (account, fault) => faults.set(account, fault),
    disarm: (account) => faults.delete(account),
    armed: (account) => faults.get(account),
    decide(request) {
      // A payer who was asked to authenticate continues the same attempt.
      if (request.action) return undefined;
      const isCard = request.instrument.type === 'card';
      const fault = take(request, ({ outcome }) => (outcome === 'authenticate' ? isCard : isDecline(outcome)));
      if (!fault) return undefined;
      if (!isDecline(fault.outcome)) return { outcome: 'action_required', action: 'three_d_secure' };
      const decline = DECLINES[fault.outcome];
      const risk = riskOf('normal', request.attempt);
      return { outcome: 'declined', risk, decline, checks: null, threeDSecure: null };
    },
    decideRefund(request) {
      const fault = take(request, ({ outcome }) => outcome === 'fail_refund');
      return fault && { outcome: 'succeeded_then_fails', afterSeconds: REFUND_FAILS_AFTER_SECONDS };
    },
    isSilent: (request) => take(request, ({ outcome }) => outcome === 'silent') !== undefined,
  };
}

function isDecline(outcome: Fault['outcome']): outcome is DeclineName {
  return Object.hasOwn(DECLINES, outcome);
}
