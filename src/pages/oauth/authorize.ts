import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
  returnAddress,
} from '../../connect/oauth/authorization-request.ts';
import { authorize, type Choice, offeredAccounts } from '../../connect/oauth/authorize.ts';
import { noSuchApplication } from '../../connect/oauth/errors.ts';
import { redirectUriOf } from '../../connect/oauth/redirect-uri.ts';
import { applicationOf } from '../../kernel/account-names.ts';
import { StripeError } from '../../kernel/errors.ts';
import { brandOf } from '../branding/brand.ts';
import { formsOnly } from '../forms.ts';
import type { PageEnv } from '../page-env.ts';
import { respond, seeOther } from '../respond.ts';
import { type Asked, authorizeView } from './authorize-view.ts';

interface AuthorizeEnv extends PageEnv {
  Variables: PageEnv['Variables'] & { readonly asked: Asked };
}

/** The longest email address that is read, in characters. */
const LONGEST_EMAIL = 800;

/** Holds the account that the visitor connected last, in place of a login. */
const OWNER_COOKIE = 'florin_owner';

/** Reads what is asked. Faults are answered on the spot, as JSON: an address that is not known is not redirected to. */
const readAsked: MiddlewareHandler<AuthorizeEnv> = async (c, next) => {
  try {
    const request = readAuthorizationRequest(new URL(c.req.url).searchParams);
    const { engine } = c.env;
    const { world } = request;
    if (!(await engine.storage.readWorld(world))) throw noSuchApplication(applicationOf(world));
    const asked = await engine.asPlatform(world, `page:oauth:${world}`, async (context) => ({
      request,
      redirectUri: redirectUriOf(context.account, request),
      brand: brandOf(context.account),
      offered: await offeredAccounts(context),
    }));
    c.set('asked', asked);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return c.json({ error: error.detail.code, error_description: error.message }, error.status === 401 ? 401 : 400);
  }
  return next();
};

/** Shows the page, unless its visitor has connected an account here before and is not to be asked again. */
function show(c: Context<AuthorizeEnv>): Response | Promise<Response> {
  const { texts, asked } = c.var;
  const { request, offered, redirectUri } = asked;
  const known = getCookie(c, OWNER_COOKIE);
  const before = offered.find(({ id, internal }) => id === known && !internal.disconnected);
  if (before && !request.isAlwaysPrompted) return allow(c, { account: before.id, email: null });
  return respond(authorizeView(texts, asked), 200, { returnUrl: redirectUri, images: true });
}

/** Connects the chosen account, or a new one, and returns to the platform with a code. */
async function decide(c: Context<AuthorizeEnv>): Promise<Response> {
  const { request, redirectUri } = c.var.asked;
  const form = new URLSearchParams(await c.req.text());
  if (form.get('choice') === 'deny') {
    const denied = { error: 'access_denied', error_description: 'The user denied your request' };
    return seeOther(returnAddress({ redirectUri, state: request.state }, denied));
  }
  return allow(c, chosen(request, form));
}

/** Connects an account and returns to the platform. The browser keeps which one it was. */
async function allow(c: Context<AuthorizeEnv>, choice: Choice): Promise<Response> {
  const { request, redirectUri } = c.var.asked;
  const { code, account } = await c.env.engine.asPlatform(request.world, 'page:oauth:allow', (context) =>
    authorize(context, request, choice),
  );
  const answer = seeOther(returnAddress({ redirectUri, state: request.state }, { scope: request.scope, code }));
  answer.headers.append('set-cookie', `${OWNER_COOKIE}=${account}; Path=/; HttpOnly; SameSite=Lax`);
  return answer;
}

/** The owner's choice; skipping the form creates an account with what the platform prefilled. */
function chosen({ user }: AuthorizationRequest, form: URLSearchParams): Choice {
  if (form.get('choice') === 'skip') return { account: null, email: user.email ?? null };
  const email = form.get('email')?.trim().slice(0, LONGEST_EMAIL);
  return { account: form.get('account') || null, email: email || null };
}

const pages = new Hono<AuthorizeEnv>();
for (const path of ['/oauth/authorize', '/express/oauth/authorize', '/oauth/v2/authorize']) {
  pages.use(path, readAsked).get(path, show).post(path, formsOnly(), decide);
}

/** The page on which the owner of an account allows a platform to act for it. */
export const oauthPages = new Hono<PageEnv>().route('/', pages);
