import { writeFileSync } from 'node:fs';
import type { PaymentMethodModule } from '../src/methods/method.ts';
import { METHODS } from '../src/methods/registry.ts';
import { TEST_ACCOUNTS } from '../src/network/simulator/accounts/accounts.ts';
import type { TestAccount } from '../src/network/simulator/accounts/test-account.ts';
import { formatAmount } from '../src/shared/currencies.ts';

/** Writes docs/payment-methods.md, which is made from the modules: `node scripts/payment-methods-page.ts`. */

export const PAGE = new URL('../docs/payment-methods.md', import.meta.url);

const DAY_SECONDS = 86_400;
/** More currencies or countries than this are counted rather than named. */
const MOST_NAMED = 6;

const FLOWS: Readonly<Record<PaymentMethodModule['flow'], string>> = {
  immediate: 'at once',
  redirect: 'approved on a page',
  app: 'approved in an app',
  qr_code: 'a code for the phone',
  voucher: 'a voucher',
  bank_transfer: 'a bank transfer',
  bank_debit: 'a debit',
};

function named(values: readonly string[] | 'all', what: string): string {
  if (values === 'all') return 'all';
  return values.length > MOST_NAMED ? `${values.length} ${what}` : values.join(' ');
}

function limits({ amounts }: PaymentMethodModule): string {
  return Object.entries(amounts)
    .map(([currency, { min, max }]) => {
      const shown = (amount: number | undefined) => (amount === undefined ? '' : formatAmount(amount, currency));
      return `${currency} ${shown(min)}–${shown(max)}`;
    })
    .join('<br>');
}

function span(seconds: number): string {
  if (seconds >= DAY_SECONDS) return `${seconds / DAY_SECONDS} days`;
  if (seconds >= 3_600) return `${seconds / 3_600} h`;
  return seconds >= 60 ? `${seconds / 60} min` : `${seconds} s`;
}

function when({ moneyFlow, actionSeconds }: PaymentMethodModule): string {
  if (moneyFlow && moneyFlow.settlesAfterSeconds > 0) return `after ${span(moneyFlow.settlesAfterSeconds)}`;
  return actionSeconds === null ? '' : `payer has ${span(actionSeconds)}`;
}

function kept({ reusable, generates, setupFutureUsage, setup }: PaymentMethodModule): string {
  if (generates) return `as ${generates}`;
  if (!reusable) return 'no';
  return [...setupFutureUsage.filter((usage) => usage !== 'none'), ...(setup ? ['SetupIntents'] : [])].join(', ');
}

function captured({ capture }: PaymentMethodModule): string {
  if (!capture.manual) return 'no';
  return `${capture.holdsSeconds / DAY_SECONDS} days${capture.partial ? '' : ', in full'}`;
}

function refunded({ refund, moneyFlow }: PaymentMethodModule): string {
  if (refund.impossible) return 'no';
  const days = refund.withinDays === undefined ? 'any time' : `${refund.withinDays} days`;
  const how =
    moneyFlow?.refunds === 'later'
      ? ', takes 5 days'
      : moneyFlow?.refunds === 'asks_payer'
        ? ', payer names account'
        : '';
  return `${days}${how}`;
}

function row(module: PaymentMethodModule): string {
  const cells = [
    `\`${module.type}\``,
    FLOWS[module.flow],
    named(module.currencies, 'currencies'),
    named(module.countries, 'countries'),
    limits(module),
    when(module),
    kept(module),
    captured(module),
    refunded(module),
  ];
  return `| ${cells.join(' | ')} |`;
}

function story(account: TestAccount): string {
  return `${ending(account)}${account.slow ? ', after three minutes' : ''}`;
}

function ending({ declines, aftermath, silent, refusesDeposits, declinesWhen }: TestAccount): string {
  if (silent) return 'stays `processing`';
  if (refusesDeposits) return 'its deposits cannot be sent';
  if (aftermath) return 'is paid, then disputed and lost';
  if (declines === null) return 'is paid';
  return declinesWhen === 'saved' ? `is refused at once: \`${declines}\`` : `comes back: \`${declines}\``;
}

function accountRow(account: TestAccount): string {
  const ids = account.readyMade.map((name) => `\`pm_${name}\``).join(' ');
  return `| \`${account.type}\` | \`${account.number}\` | ${story(account)} | ${ids} |`;
}

/** The page as it is now. */
export function page(): string {
  return `# Payment methods

Generated from the modules in \`src/payment-methods\` by \`node scripts/payment-methods-page.ts\`.

A payment takes the methods that it names: \`allowed_payment_method_types\`, or \`payment_method_types\` at versions
that have it. Where none are named it takes those that the merchant has turned on and that fit the currency and the
amount: cards and MobilePay, and what \`POST /v1/payment_method_configurations/{configuration}\` turned on or off. Cards
come first, then what is at home where the merchant is.

| Type | How | Currencies | Payers in | Limits | When | Kept for later | Reserved for | Refunds |
|---|---|---|---|---|---|---|---|---|
${METHODS.map(row).join('\n')}

## How payers act in test mode

- **On a page** (\`next_action.redirect_to_url\`, \`alipay_handle_redirect\`): it has a button to authorize and one to fail.
  A lender refuses whoever has \`+denied@\` in their e-mail.
- **By a code or a voucher**: its page (\`hosted_instructions_url\`, \`hosted_voucher_url\`) has the same buttons, and shows
  what to pay with.
- **In an app**: payers approve by themselves within ten seconds. \`customer_declined@\`, \`bank_declined@\` and
  \`insufficient_funds@\` refuse, and \`customer_timeout@\` lets the time pass.
- **Vouchers by e-mail**: \`succeed_immediately@\` and \`expire_immediately@\` act within seconds, \`expire_with_delay@\` and
  any other after three minutes; \`fill_never@\` lets it expire on its date.
- **Bank transfers**: \`POST /v1/test_helpers/customers/{customer}/fund_cash_balance\` sends the money.
- **Small deposits** that verify an account: \`32\` and \`45\`, or \`SM11AA\`; \`10\` and \`11\`, or \`SM33CC\`, exceed the
  attempts; \`40\` and \`41\`, or \`SM44DD\`, come too late.

Debits end on the world's clock: banks answer in seconds, slow ones in three minutes. Wait, or move the clock forward
(\`florin.advance('3m')\`).

## Bank accounts

The routing number is 110000000 in the United States, the sort code 108800, the BSB 000000, and institution 000 with
transit 11000 in Canada. Any other account that could exist is paid. Of a number only its last four digits and a
fingerprint are kept.

| Type | Number | A debit | Ready-made |
|---|---|---|---|
${TEST_ACCOUNTS.map(accountRow).join('\n')}
`;
}

if (import.meta.main) writeFileSync(PAGE, page());
