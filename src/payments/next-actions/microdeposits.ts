import { DAY_SECONDS } from '../../kernel/clock.ts';
import type { ActionFacts, NextAction, PaymentMethodModule } from '../../methods/method.ts';

/** The time in which a payer can report the deposits. */
const VERIFY_WITHIN_SECONDS = 10 * DAY_SECONDS;
/** Deposits arrive after a business day or two. */
const ARRIVE_AFTER_SECONDS = 2 * DAY_SECONDS;
/** The most wrong answers. */
const MOST_TRIES = 10;

/** The end of the time for reporting deposits, in seconds since epoch. */
export function depositsEnd(now: number): number {
  return now + VERIFY_WITHIN_SECONDS;
}

/** The next action of a payer whose bank account was sent deposits. */
export function depositsAction({ deposits }: PaymentMethodModule, { url, nowSeconds }: ActionFacts): NextAction {
  return {
    type: 'verify_with_microdeposits',
    verify_with_microdeposits: {
      arrival_date: nowSeconds + ARRIVE_AFTER_SECONDS,
      hosted_verification_url: url,
      microdeposit_type: deposits ?? 'amounts',
    },
  };
}

/** The deposits as their receiver reports them: amounts in the smallest unit, or the code in their description. */
export interface Deposits {
  readonly amounts?: readonly number[] | undefined;
  readonly descriptorCode?: string | undefined;
}

/** The result of a verification; `over` if there is no further try. */
type DepositsVerdict =
  | { readonly right: true }
  | { readonly right: false; readonly code: string; readonly message: string; readonly over: boolean };

/** The deposits of test mode (https://docs.stripe.com/payments/ach-direct-debit/accept-a-payment, "Test microdeposits"). */
const STORIES: readonly { amounts: string; code: string; verdict: DepositsVerdict }[] = [
  { amounts: '32,45', code: 'SM11AA', verdict: { right: true } },
  {
    amounts: '10,11',
    code: 'SM33CC',
    verdict: {
      right: false,
      code: 'payment_method_microdeposit_verification_attempts_exceeded',
      message: 'You have exceeded the number of allowed verification attempts.',
      over: true,
    },
  },
  {
    amounts: '40,41',
    code: 'SM44DD',
    verdict: {
      right: false,
      code: 'payment_method_microdeposit_verification_timeout',
      message: 'The bank account was not verified with microdeposits within 10 days.',
      over: true,
    },
  },
];

/** Compares reported deposits with those of test mode. Pure. The last of the allowed tries ends the verification. */
export function judgeDeposits({ amounts, descriptorCode }: Deposits, tries: number): DepositsVerdict {
  const reported = amounts && [...amounts].sort((a, b) => a - b).join(',');
  const story = STORIES.find(
    ({ amounts: known, code }) => known === reported || code === descriptorCode?.toUpperCase(),
  );
  if (story) return story.verdict;
  const exceeded = STORIES[1]?.verdict;
  if (tries + 1 >= MOST_TRIES && exceeded) return exceeded;
  const left = MOST_TRIES - tries - 1;
  return {
    right: false,
    code: `payment_method_microdeposit_verification_${amounts ? 'amounts' : 'descriptor_code'}_mismatch`,
    message: `The ${amounts ? 'amounts' : 'code'} provided do not match what was sent to the bank account. You have ${left} verification attempts left.`,
    over: false,
  };
}
