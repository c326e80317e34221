import { accountOfSession } from '../../checkout/sessions/id.ts';
import { recoverSession } from '../../checkout/sessions/recovery.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { Texts } from '../languages/texts.ts';
import { notFound } from '../problems.ts';

/** Where payers who left without paying go on: at a new session like the one that expired. */
export async function recoverPage(engine: Engine, id: string, texts: Texts): Promise<Response> {
  const world = accountOfSession(id);
  if (world === undefined) return notFound(texts);
  const session = await engine.asPlatform(world, `recovery of ${id}`, (context) => recoverSession(context, id));
  if (!session?.url) return notFound(texts);
  return new Response(null, { status: 303, headers: { location: session.url, 'cache-control': 'no-store' } });
}
