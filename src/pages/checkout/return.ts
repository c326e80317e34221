import { afterUrl, pageUrl } from '../../checkout/sessions/addresses.ts';
import { accountOfSession } from '../../checkout/sessions/id.ts';
import { checkoutSessions } from '../../checkout/sessions/type.ts';
import type { Engine } from '../../kernel/engine.ts';

/**
 * The address for a payer who returns from a bank or a wallet: after paying the merchant's, else the checkout page,
 * which shows the error. An embedded page is at the merchant's address in both cases.
 */
export async function returnedUrl(engine: Engine, id: string): Promise<string | undefined> {
  const account = accountOfSession(id);
  if (account === undefined) return undefined;
  return engine.asAccount(account, `return of ${id}`, async ({ work, caller }) => {
    const session = await work.get(checkoutSessions, id);
    if (!session) return undefined;
    const isHosted = session.ui_mode === 'hosted_page';
    const after = session.status === 'complete' || !isHosted ? afterUrl(session) : null;
    return after ?? (isHosted ? pageUrl(caller.baseUrl, id) : undefined);
  });
}
