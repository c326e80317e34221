import type { Engine } from '../../kernel/engine.ts';
import { findPage } from '../../payments/actions/act.ts';
import { verifyDeposits } from '../../payments/actions/verify.ts';
import type { Deposits } from '../../payments/next-actions/microdeposits.ts';

/** The deposits that a payer typed: two amounts in cents, or the code in the deposit's description. */
export function readDeposits(form: URLSearchParams): Deposits | undefined {
  const code = form.get('code')?.trim();
  if (code) return { descriptorCode: code.slice(0, 12) };
  const amounts = form.getAll('amount').map((typed) => typed.trim());
  if (amounts.length !== 2 || !amounts.every((typed) => /^\d{1,3}$/.test(typed))) return undefined;
  return { amounts: amounts.map(Number) };
}

/** Verifies the deposits that a payer typed. False if they are wrong; the attempt counts. */
export async function enterDeposits(
  engine: Engine,
  { account, nonce, deposits }: { account: string; nonce: string; deposits: Deposits },
): Promise<boolean> {
  const accepted = await engine.asAccount(account, `page:${nonce}:deposits`, async (context) => {
    const seen = await findPage(context, nonce);
    if (seen) await context.lock(seen.intent.id);
    const page = await findPage(context, nonce);
    if (!page?.open) return true;
    const { decline } = await verifyDeposits(context, page.intent, deposits);
    return decline === null;
  });
  return accepted ?? true;
}
