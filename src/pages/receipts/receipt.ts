import { type Charge, charges } from '../../charges/type.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { Texts } from '../languages/texts.ts';
import { notFound } from '../problems.ts';
import { respond } from '../respond.ts';
import { receiptView } from './receipt-view.ts';

/** The page behind a charge's `receipt_url`. Failed charges have none. */
export async function receiptPage(
  engine: Engine,
  { world, charge: id, texts }: { world: string; charge: string; texts: Texts },
): Promise<Response> {
  const seen = await find(engine, world, id);
  if (!seen?.charge.paid) return notFound(texts);
  return respond(receiptView(texts, seen.charge, seen.merchant));
}

async function find(
  engine: Engine,
  world: string,
  id: string,
): Promise<{ charge: Charge; merchant: string } | undefined> {
  if (!(await engine.storage.readWorld(world))) return undefined;
  return engine.asPlatform(world, `receipt:${id}`, async (context) => {
    const charge = await context.work.get(charges, id);
    return charge && { charge, merchant: context.account.displayName };
  });
}
