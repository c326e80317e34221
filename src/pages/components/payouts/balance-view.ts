import { fill } from '../../../shared/texts/fill.ts';
import { type Child, type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { writeAmount } from '../amounts.ts';
import { alert, amountField, facts, money, select } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';
import type { Funds } from './load.ts';
import { scheduleForm } from './schedule-view.ts';

interface Around {
  readonly component: SeatEnv['Variables']['component'];
  readonly problem?: string | null;
}

/** The balance of an account, with the forms that pay it out and change its payout schedule. */
export function balanceView(texts: Texts, funds: Funds, { component, problem }: Around): Html {
  const { embedded: words, locale } = texts;
  const { features, path } = component;
  const { available, pending, instant_available: instant = [] } = funds.balance;
  const sums = (rows: readonly { amount: number; currency: string }[]) =>
    rows.map((row) => money(row, locale)).join(' · ');
  return html`<section class="panel"><h2>${words.balance}</h2>${alert(problem)}
  ${facts([
    [words.available, sums(available)],
    [words.pending, sums(pending)],
    [words.instantly, features.instant_payouts && instant.some(({ amount }) => amount > 0) && sums(instant)],
  ])}
  ${available.map(({ currency, amount }) => payoutForm(texts, funds, { currency, amount }, component))}
  ${features.edit_payout_schedule && scheduleForm(texts, funds.account, path)}</section>`;
}

/** The ways to pay out that a component allows and the account has funds for. */
export function waysOf({ balance }: Funds, currency: string, features: Readonly<Record<string, boolean>>) {
  const has = (rows: readonly { amount: number; currency: string }[] = []) =>
    rows.some((row) => row.currency === currency && row.amount > 0);
  return [
    ...(features.standard_payouts && has(balance.available) ? (['standard'] as const) : []),
    ...(features.instant_payouts && has(balance.instant_available) ? (['instant'] as const) : []),
  ];
}

function payoutForm(
  { embedded: words }: Texts,
  funds: Funds,
  { currency, amount }: { readonly currency: string; readonly amount: number },
  { features, path }: Around['component'],
): Child {
  const ways = waysOf(funds, currency, features);
  if (ways.length === 0 || !funds.account.payouts_enabled) return null;
  const most = ways[0] === 'standard' ? amount : (funds.balance.instant_available?.[0]?.amount ?? 0);
  return html`<form method="post" action="${path}/pay-out" class="line">
    <input type="hidden" name="currency" value="${currency}">
    ${amountField('amount', fill(words.amountIn, { currency: currency.toUpperCase() }), writeAmount(most, currency))}
    ${select(
      'method',
      words.speed,
      ways.map((way) => [way, words.speeds[way]] as const),
      ways[0] ?? '',
    )}
    <button>${words.payOut}</button></form>`;
}
