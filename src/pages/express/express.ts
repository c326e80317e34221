import { type Context, Hono } from 'hono';
import { visitLoginLink } from '../../connect/login-links/login-links.ts';
import { scopeOf } from '../../kernel/account-names.ts';
import { componentPages } from '../components/components.ts';
import type { SeatEnv } from '../components/seat.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { respond, seeOther } from '../respond.ts';
import { openDashboard } from './door.ts';
import { expiredView } from './expired-view.ts';
import { showHome } from './home.ts';

const LINK = '/express/:account{acct_[A-Za-z0-9]{1,64}}/:code{[A-Za-z0-9]{1,64}}';
const DASHBOARD = `${LINK}/:visit{[A-Za-z0-9]{1,64}}`;

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

const dashboard = new Hono<SeatEnv>()
  .use(`${DASHBOARD}/*`, openDashboard)
  .get(DASHBOARD, showHome)
  .route(DASHBOARD, componentPages);

/** The dashboard of accounts whose platform gives them one of their own: https://docs.stripe.com/connect/express-dashboard */
export const expressPages = new Hono<PageEnv>()
  .get(LINK, open)
  .route('/', dashboard)
  .get('/express/:rest{.*}', (c) => notFound(c.var.texts));
