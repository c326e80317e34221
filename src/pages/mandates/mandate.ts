import type { Engine } from '../../kernel/engine.ts';
import { methodOf } from '../../methods/registry.ts';
import { paymentMethods } from '../../payment-methods/type.ts';
import { fill } from '../../shared/texts/fill.ts';
import { html } from '../html.ts';
import type { Texts } from '../languages/texts.ts';
import { paymentDocument } from '../payment-document.ts';
import { notFound } from '../problems.ts';
import { respond } from '../respond.ts';

/** What a payer agreed to when they let a merchant charge them, for whoever has its address. */
export async function mandatePage(
  engine: Engine,
  { world, method, texts }: { world: string; method: string; texts: Texts },
): Promise<Response> {
  if (!(await engine.storage.readWorld(world))) return notFound(texts);
  const seen = await engine.asPlatform(world, `page:${method}:mandate`, async (context) => {
    const found = await context.work.get(paymentMethods, method);
    return found && { found, merchant: context.account.displayName };
  });
  const label = seen && methodOf(seen.found.type).mandate ? methodOf(seen.found.type).label : undefined;
  if (!seen || label === undefined) return notFound(texts);
  const { found, merchant } = seen;
  const own = (found as unknown as Record<string, { last4?: string | null } | undefined>)[found.type];
  const words = texts.mandate;
  return respond(
    paymentDocument(
      texts,
      { merchant, price: null, title: words.title },
      html`<p>${fill(words.text, { merchant, method: label })}</p>
      ${own?.last4 && html`<dl class="facts"><div><dt>${words.account}</dt><dd>•••• ${own.last4}</dd></div></dl>`}`,
    ),
  );
}
