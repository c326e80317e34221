import type { Context as HonoContext } from 'hono';
import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { publishableKeyPort } from '../../kernel/worlds.ts';
import { respondEmbedded } from '../embed-document.ts';
import { html } from '../html.ts';
import type { PageEnv } from '../page-env.ts';

/** The parameters of a frame that the payment link gets too, by the name that it has there. */
const PASSED = {
  client_reference_id: 'client_reference_id',
  customer_email: 'locked_prefilled_email',
  customer_session_client_secret: 'customer_session_client_secret',
} as const;

/** The query of a link's address, with what the element names of its customer. */
export function linkQuery(c: HonoContext<PageEnv>): string {
  const query = new URLSearchParams();
  for (const [name, passed] of Object.entries(PASSED)) {
    const value = c.req.query(name);
    if (value) query.set(passed, value);
  }
  return query.size > 0 ? `?${query}` : '';
}

/**
 * Loads what a frame shows, from the account of its publishable key. Returns the page of the problem for a key that is not
 * valid, an object that the account does not have, and a customer session that cannot be used.
 */
export async function loadFrame<T>(
  c: HonoContext<PageEnv>,
  what: string,
  load: (context: Context, secret: string | undefined) => Promise<T | undefined>,
): Promise<T | Response> {
  const { engine } = c.env;
  const { embeds: words } = c.var.texts;
  const account = await engine.use(publishableKeyPort)(c.req.query('key') ?? '');
  if (account === undefined) return problem(c, words.noKey, 401);
  try {
    const found = await engine.asAccount(account, `visit of ${what}`, (context) =>
      load(context, c.req.query('customer_session_client_secret') || undefined),
    );
    return found ?? problem(c, words.missing, 404);
  } catch (error) {
    // The message is for the developer of the page around the frame.
    if (error instanceof StripeError) return problem(c, error.message, error.status);
    throw error;
  }
}

function problem({ var: { texts } }: HonoContext<PageEnv>, text: string, status: number): Response {
  return respondEmbedded({
    language: texts.locale,
    title: texts.embeds.title,
    body: html`<p role="alert">${text}</p>`,
    status,
  });
}
