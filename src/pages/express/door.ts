import type { MiddlewareHandler } from 'hono';
import { accountOf } from '../../accounts/find.ts';
import type { Account } from '../../accounts/type.ts';
import { openFlow } from '../../connect/account-links/open-flow.ts';
import { isLoggedIn } from '../../connect/login-links/login-links.ts';
import { scopeOf } from '../../kernel/account-names.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { EmbeddedComponent } from '../../shared/embedded-components.ts';
import { type Brand, brandOf } from '../branding/brand.ts';
import type { Features, Seat, SeatEnv } from '../components/seat.ts';
import type { Texts } from '../languages/texts.ts';
import { notFound } from '../problems.ts';
import { respond } from '../respond.ts';
import { expiredView } from './expired-view.ts';
import { expressDocument } from './express-document.ts';

/** The components and features of the dashboard: https://docs.stripe.com/connect/express-dashboard */
const FEATURES: Readonly<Partial<Record<EmbeddedComponent, Features>>> = {
  account_management: { external_account_collection: true },
  payouts: { external_account_collection: true, instant_payouts: true },
};

/** Seats the visitor of a dashboard, whose address a login link gave out. */
export const openDashboard: MiddlewareHandler<SeatEnv> = async (c, next) => {
  const { account = '', code = '', visit = '' } = c.req.param() as Readonly<Record<string, string>>;
  const { world } = scopeOf(account);
  const { engine } = c.env;
  const { texts } = c.var;
  if (!(await engine.storage.readWorld(world))) return notFound(texts);
  const found = await engine.asPlatform(world, `page:${code}:express`, async (context) => {
    if (!(await isLoggedIn(context, { account, code, visit }))) return undefined;
    const owned = await accountOf(context.work, account);
    return owned && { account: owned, brand: brandOf(context.account) };
  });
  if (!found) return respond(expiredView(texts), 410);
  c.set('seat', seatOf(engine, texts, { ...found, base: `/express/${account}/${code}/${visit}` }));
  return next();
};

interface Dashboard {
  readonly account: Account;
  readonly brand: Brand;
  readonly base: string;
}

function seatOf(engine: Engine, texts: Texts, { account, brand, base }: Dashboard): Seat {
  return {
    account: account.id,
    base,
    features: (component) => FEATURES[component],
    draw: ({ title, body, status = 200 }) =>
      respond(expressDocument(texts, { account, brand, base, title, body }), status, { images: true }),
    onboard: ({ component, exit }) =>
      engine.asPlatform(scopeOf(account.id).world, `page:${account.id}:onboard`, (context) =>
        openFlow(context, {
          account: account.id,
          collection: { fields: 'currently_due', futureRequirements: 'omit' },
          // The platform gave its visitor the login link.
          isSignedIn: true,
          over: `${base}/${component.replaceAll('_', '-')}`,
          exit,
        }),
      ),
  };
}
