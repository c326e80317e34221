import { type Context, Hono } from 'hono';
import { isLoggedIn, visitLoginLink } from '../../connect/login-links/login-links.ts';
import { scopeOf } from '../../kernel/account-names.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { respond, seeOther } from '../respond.ts';
import { expiredView, expressView } from './express-view.ts';
import { loadExpress } from './load-express.ts';

const LINK = '/express/:account{acct_[A-Za-z0-9]{1,64}}/:code{[A-Za-z0-9]{1,64}}';

/** Spends a login link, and leads its visitor to the dashboard. */
async function open(c: Context<PageEnv>): Promise<Response> {
  const { account = '', code = '' } = c.req.param() as Readonly<Record<string, string>>;
  const { world } = scopeOf(account);
  const { engine } = c.env;
  if (!(await engine.storage.readWorld(world))) return notFound(c.var.texts);
  const visit = await engine.asPlatform(world, `page:${code}:login`, (context) =>
    visitLoginLink(context, { account, code }),
  );
  return visit === undefined ? respond(expiredView(c.var.texts), 410) : seeOther(`${c.req.path}/${visit}`);
}

/** Shows the dashboard of an account with its balance, payouts and transactions. */
async function show(c: Context<PageEnv>): Promise<Response> {
  const { account = '', code = '', visit = '' } = c.req.param() as Readonly<Record<string, string>>;
  const { world } = scopeOf(account);
  const { engine } = c.env;
  if (!(await engine.storage.readWorld(world))) return notFound(c.var.texts);
  const isOpen = await engine.asPlatform(world, `page:${code}:express`, (context) =>
    isLoggedIn(context, { account, code, visit }),
  );
  const facts = isOpen ? await loadExpress(engine, account) : undefined;
  return facts ? respond(expressView(c.var.texts, facts)) : respond(expiredView(c.var.texts), 410);
}

/** The dashboard of accounts whose platform gives them one of their own: https://docs.stripe.com/connect/express-dashboard */
export const expressPages = new Hono<PageEnv>()
  .get(LINK, open)
  .get(`${LINK}/:visit{[A-Za-z0-9]{1,64}}`, show)
  .get('/express/:rest{.*}', (c) => notFound(c.var.texts));
