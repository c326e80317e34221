import { AttemptReversedError, type Network, UnknownOutcomeError } from '../network.ts';
import type { AuthorizeRequest, AuthorizeResult, Instrument, RefundResult, SettleRequest } from '../type.ts';
import { accountBehind, tokenizeAccount, wellKnownAccount } from './accounts/accounts.ts';
import { DECLINES } from './declines.ts';
import { createFaults, type Faults } from './faults.ts';
import { authorizeCard, setUpCard, verifyCard } from './issuer.ts';
import { createJournal, type Journal, type OpenJournal } from './journal.ts';
import type { JournalEntry, JournalKind } from './journal-entry.ts';
import { authorizeByMoneyFlow, refundByMoneyFlow, setUpByMoneyFlow } from './money-flows.ts';
import { refundCard } from './refund.ts';
import { cardOfToken } from './test-cards.ts';
import { tokenizeCard, wellKnownCard } from './tokenize.ts';

/** The simulated acquirer and its journal. */
export interface Simulator extends Network {
  readonly journal: Journal;
  readonly faults: Faults;
}

/** Fields common to all requests. */
interface Attempted {
  readonly attempt: string;
  readonly account?: string;
  readonly authorization?: string;
  readonly instrument: Instrument;
  readonly amount?: number;
  readonly currency?: string;
  /** The payer's action since the first call. */
  readonly action?: 'succeeded' | 'failed';
}

/** Calls whose answer a fault can lose: those that move money. */
const LOSE_ANSWERS: ReadonlySet<JournalKind> = new Set(['authorize', 'capture', 'refund']);

const NO_EFFECT: JournalEntry['effect'] = {};
const DONE = { outcome: 'succeeded' } as const;
const VALID = { outcome: 'valid', checks: null } as const;

/**
 * An acquirer in memory: cards behave by their test numbers, wallets by the payer's choice. Results do not depend on
 * its state: an attempt that it remembers returns the same result, and one that it lost (after a restart, for example)
 * is decided again from the card alone, with the same result.
 */
export function createSimulator({
  journal = createJournal(),
  remote = journal.shared,
}: {
  journal?: OpenJournal;
  remote?: boolean;
} = {}): Simulator {
  const faults = createFaults();

  /** Returns an attempt's recorded result, or decides and records it. */
  async function once<Answer extends { readonly outcome: string }>(
    kind: JournalKind,
    request: Attempted,
    decide: () => Answer,
    effectOf: (answer: Answer) => JournalEntry['effect'],
  ): Promise<Answer> {
    const { attempt, account, instrument, amount = 0, currency = '', authorization = null, action } = request;
    const charged = instrument.token ?? instrument.type;
    const asked = { kind, attempt, charged, amount, currency, ...(action && { action }) };
    if (remote && journal.isReversed(attempt)) throw new AttemptReversedError(attempt);
    const record = (answer: Answer) =>
      journal.remember({
        ...asked,
        ...(account !== undefined && { account }),
        authorization: kind === 'authorize' ? attempt : authorization,
        effect: effectOf(answer),
        outcome: answer.outcome,
        answer,
      });
    const counts = journal.recall(asked) ?? record(decide());
    if (LOSE_ANSWERS.has(kind) && faults.isSilent(request)) throw new UnknownOutcomeError();
    return counts.answer as Answer;
  }

  return {
    journal: { entries: journal.entries, entriesOf: journal.entriesOf, effects: journal.effects },
    faults,
    // A bank that outlives this process or serves others must be asked for an attempt's result.
    ...(remote && { remote }),
    tokenize: tokenizeCard,
    wellKnownCard,
    tokenizeAccount,
    wellKnownAccount,
    accountBehind,

    verify(request) {
      const { instrument, declineOn } = request;
      if (instrument.type !== 'card') return once('verify', request, () => VALID, nothing);
      return once('verify', request, () => verifyCard(cardOfToken(instrument.token), instrument, declineOn), nothing);
    },

    setup: (request) =>
      once(
        'setup',
        request,
        () =>
          request.moneyFlow
            ? setUpByMoneyFlow(request.moneyFlow, request)
            : setUpCard(cardOfToken(request.instrument.token), request),
        nothing,
      ),

    authorize: (request) =>
      once(
        'authorize',
        request,
        () => faults.decide(request) ?? authorize(request),
        (answer) => (takes(answer) ? authorized(request) : NO_EFFECT),
      ),

    increment: (request) =>
      once(
        'increment',
        request,
        () => increment(request),
        ({ outcome }) => (outcome === 'approved' ? { authorized: request.amount } : NO_EFFECT),
      ),

    async undo(attempt) {
      journal.undo(attempt);
    },

    async capture(request) {
      await once('capture', request, done, () => ({ captured: request.amount }));
    },

    async void(request) {
      await once('void', request, done, () => ({ voided: request.amount }));
    },

    refund: (request) =>
      once(
        'refund',
        request,
        () => faults.decideRefund(request) ?? refund(request),
        () => ({ refunded: request.amount }),
      ),
  };
}

function nothing(): JournalEntry['effect'] {
  return NO_EFFECT;
}

function done(): typeof DONE {
  return DONE;
}

function authorized({ amount, capture }: AuthorizeRequest): JournalEntry['effect'] {
  return capture ? { authorized: amount, captured: amount } : { authorized: amount };
}

function authorize(request: AuthorizeRequest): AuthorizeResult {
  const { type, token } = request.instrument;
  if (request.moneyFlow) return authorizeByMoneyFlow(request.moneyFlow, request);
  if (type === 'card') return authorizeCard(cardOfToken(token), request);
  throw new Error(`The simulator does not support the payment method type ${type}.`);
}

/** True if money moves with a result; for pending ones, once settled. */
function takes(answer: AuthorizeResult): boolean {
  if (answer.outcome === 'pending') return answer.settles?.as.outcome === 'approved';
  return answer.outcome === 'approved';
}

function increment(request: SettleRequest): Awaited<ReturnType<Network['increment']>> {
  if (request.instrument.type !== 'card') return { outcome: 'approved' };
  const card = cardOfToken(request.instrument.token);
  if (!card.declinesIncrements && card.declines === null) return { outcome: 'approved' };
  return { outcome: 'declined', decline: DECLINES[card.declines ?? 'generic_decline'] };
}

function refund(request: SettleRequest): RefundResult {
  if (request.moneyFlow) return refundByMoneyFlow(request.moneyFlow);
  const { type, token } = request.instrument;
  return type === 'card' ? refundCard(cardOfToken(token), request.attempt) : DONE;
}

/** True if a network is the simulated one. */
export function isSimulator(network: Network): network is Simulator {
  return 'journal' in network && 'faults' in network;
}
