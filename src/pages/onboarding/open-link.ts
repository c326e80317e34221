import type { Context } from 'hono';
import { visitLink } from '../../connect/account-links/visit.ts';
import { scopeOf } from '../../kernel/account-names.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { seeOther } from '../respond.ts';

/** Spends a link, and leads its visitor to the flow; a spent or expired link leads to its `refresh_url`. */
export async function openLink(c: Context<PageEnv>): Promise<Response> {
  const { account = '', code = '' } = c.req.param() as Readonly<Record<string, string>>;
  const { world } = scopeOf(account);
  const { engine } = c.env;
  // A browser that looks ahead, or a HEAD, must not spend the link.
  if (c.req.method !== 'GET') return new Response(null, { status: 204 });
  if (!(await engine.storage.readWorld(world))) return notFound(c.var.texts);
  const opened = await engine.asPlatform(world, `page:${code}:open`, (context) =>
    visitLink(context, { account, code }),
  );
  if (opened === undefined) return notFound(c.var.texts);
  return seeOther(typeof opened === 'string' ? `${c.req.path}/${opened}` : opened.refreshUrl);
}
