import type { Context as HonoContext } from 'hono';
import { provide } from '../../../accounts/update.ts';
import { createPayout } from '../../../payouts/create.ts';
import { isCurrency } from '../../../shared/currencies.ts';
import { unclear } from '../../problems.ts';
import { seeOther } from '../../respond.ts';
import { act, changeAccount } from '../act.ts';
import { readAmount } from '../amounts.ts';
import { fieldsOf } from '../gate.ts';
import type { SeatEnv } from '../seat.ts';
import { chosenSchedule } from './schedule-view.ts';
import { showBalance } from './show.ts';

/** The feature that each way to pay out needs. */
const FEATURES = { standard: 'standard_payouts', instant: 'instant_payouts' } as const;

/** Pays out what was typed, and returns the payout's id; a text is why it was not done. */
export async function payOut(
  c: HonoContext<SeatEnv>,
): Promise<{ readonly id: string } | { readonly problem: string } | Response> {
  const field = await fieldsOf(c);
  const method = field('method') === 'instant' ? 'instant' : 'standard';
  if (!c.var.component.features[FEATURES[method]]) return unclear(c.var.texts, 403, { framed: true });
  const currency = field('currency');
  const amount = isCurrency(currency) ? readAmount(field('amount'), currency) : undefined;
  if (amount === undefined) return { problem: c.var.texts.embedded.notAnAmount };
  let id = '';
  const problem = await act(c, async (context) => {
    await context.lock(context.work.account);
    ({ id } = await createPayout(context, { amount, currency, method }));
  });
  return problem === null ? { id } : { problem };
}

export async function payOutFromBalance(c: HonoContext<SeatEnv>): Promise<Response> {
  const done = await payOut(c);
  if (done instanceof Response) return done;
  return 'problem' in done ? showBalance(c, done.problem) : seeOther(c.var.component.path);
}

/** Changes when the account is paid out. */
export async function changeSchedule(c: HonoContext<SeatEnv>): Promise<Response> {
  const schedule = chosenSchedule(await fieldsOf(c));
  if (!schedule) return unclear(c.var.texts, 400, { framed: true });
  const problem = await act(c, (context) =>
    changeAccount(context, (platform, account) => provide(platform, account, { settings: { payouts: { schedule } } })),
  );
  return problem === null ? seeOther(c.var.component.path) : showBalance(c, problem);
}
