import type { MiddlewareHandler } from 'hono';
import { accountOf } from '../../accounts/find.ts';
import type { Account } from '../../accounts/type.ts';
import { openFlow } from '../../connect/account-links/open-flow.ts';
import type { AccountSession } from '../../connect/account-sessions/type.ts';
import { findSession } from '../../connect/account-sessions/visit.ts';
import { scopeOf } from '../../kernel/account-names.ts';
import type { Engine } from '../../kernel/engine.ts';
import type { Features, Seat, SeatEnv } from '../components/seat.ts';
import { respondEmbedded } from '../embed-document.ts';
import { html } from '../html.ts';
import { chooseTexts } from '../languages/choose.ts';
import { notFound } from '../problems.ts';
import { collectionOf, termsOf } from './options.ts';

/** Seats the visitor of a frame, whose address an account session gave out; 404 for an address of none. */
export const openDoor: MiddlewareHandler<SeatEnv> = async (c, next) => {
  const { account = '', session = '', visit = '', locale = 'auto' } = c.req.param() as Readonly<Record<string, string>>;
  const { world } = scopeOf(account);
  const { engine } = c.env;
  if (locale !== 'auto') c.set('texts', chooseTexts(locale));
  if (!(await engine.storage.readWorld(world))) return notFound(c.var.texts);
  const found = await engine.asPlatform(world, `page:${session}:frame`, (context) =>
    findSession(context, { account, session, visit }),
  );
  if (!found) return notFound(c.var.texts);
  const { locale: language, onboarding } = c.var.texts;
  if (found === 'over') {
    const { title } = onboarding.expired;
    const body = html`<p role="status">${title}</p>`;
    return respondEmbedded({ language, title, body, events: [{ name: 'Expired' }], status: 410 });
  }
  const base = `/connect/${account}/${session}/${visit}/${locale}`;
  c.set('seat', seatOf(engine, found, { base, locale, language }));
  return next();
};

function seatOf(
  engine: Engine,
  session: AccountSession,
  { base, locale, language }: { readonly base: string; readonly locale: string; readonly language: string },
): Seat {
  const features = (component: keyof AccountSession['components']): Features | undefined => {
    const { enabled, features: given } = session.components[component];
    return enabled ? { ...given } : undefined;
  };
  const { account } = session;
  return {
    account,
    base,
    features,
    draw: (content) => respondEmbedded({ language, ...content }),
    onboard: ({ component, exit, options }) =>
      engine.asPlatform(scopeOf(account).world, `page:${session.id}:onboard`, async (context) => {
        const own = features(component) ?? {};
        const asked = { ...(options as Readonly<Record<string, unknown>>) };
        return openFlow(context, {
          account,
          embedded: {
            session: session.id,
            locale,
            terms: termsOf(asked, isRecipient(await accountOf(context.work, account))),
          },
          collection: collectionOf(asked, own.external_account_collection === false),
          isSignedIn: own.disable_stripe_user_authentication === true,
          over: `${base}/${component.replaceAll('_', '-')}`,
          exit,
        });
      }),
  };
}

/** True for an account that only receives transfers. It agrees to other terms. */
function isRecipient(account: Account | undefined): boolean {
  return account?.tos_acceptance?.service_agreement === 'recipient';
}
