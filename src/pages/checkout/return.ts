import { afterUrl, pageUrl } from '../../checkout/sessions/addresses.ts';
import { accountOfSession } from '../../checkout/sessions/id.ts';
import { checkoutSessions } from '../../checkout/sessions/type.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { Texts } from '../languages/texts.ts';
import { notFound } from '../problems.ts';

/**
 * Where payers come back to from a bank or a wallet: once they have paid they go on to the merchant, else to the page
 * that they came from, which says what went wrong. A page inside the merchant's is found where the merchant has it.
 */
export async function returnPage(engine: Engine, id: string, texts: Texts): Promise<Response> {
  const world = accountOfSession(id);
  if (world === undefined) return notFound(texts);
  const address = await engine.asPlatform(world, `return of ${id}`, async ({ work, caller }) => {
    const session = await work.get(checkoutSessions, id);
    if (!session) return undefined;
    const isHosted = session.ui_mode === 'hosted_page';
    return session.status === 'complete' || !isHosted ? afterUrl(session) : pageUrl(caller.baseUrl, id);
  });
  if (!address) return notFound(texts);
  return new Response(null, { status: 303, headers: { location: address, 'cache-control': 'no-store' } });
}
