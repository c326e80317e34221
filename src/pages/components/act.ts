import type { Context as HonoContext } from 'hono';
import { requireAccount } from '../../accounts/find.ts';
import type { Account } from '../../accounts/type.ts';
import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import type { SeatEnv } from './seat.ts';

/** Reads as the account of a seat. */
export async function asAccount<T>(c: HonoContext<SeatEnv>, read: (context: Context) => Promise<T>): Promise<T> {
  const { account } = c.var.seat;
  const found = await c.env.engine.asAccount(account, `page:${account}:${c.req.path}`, async (context) => ({
    value: await read(context),
  }));
  if (!found) throw new Error(`the account ${account} was lost between two reads of its page`);
  return found.value;
}

/** Runs a decision of the owner. Returns its refusal, which is to be shown; null if it was done. */
export async function attempt(
  c: HonoContext<SeatEnv>,
  decide: (context: Context) => Promise<unknown>,
): Promise<StripeError | null> {
  try {
    await asAccount(c, decide);
    return null;
  } catch (error) {
    if (!(error instanceof StripeError) || error.status >= 500) throw error;
    return error;
  }
}

/** As `attempt`, for refusals that are about no field: returns the message. */
export async function act(
  c: HonoContext<SeatEnv>,
  decide: (context: Context) => Promise<unknown>,
): Promise<string | null> {
  return (await attempt(c, decide))?.message ?? null;
}

/** Changes the account of a decision for its owner. Its platform keeps it, so `change` acts for the platform. */
export async function changeAccount(
  context: Context,
  change: (platform: Context, account: Account) => Promise<unknown>,
): Promise<void> {
  const { work } = context;
  await change(await context.at(work.world), await requireAccount(context, work.account));
}
