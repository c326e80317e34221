import { accountOf } from '../../accounts/find.ts';
import { required, text } from '../../contract/shape.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, type StripeError } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { type ClaimedSession, EMBEDDED_COMPONENTS } from '../../shared/embedded-components.ts';
import { framesPath } from './address.ts';
import { type AccountSession, accountSessions, isOpen } from './type.ts';

/** Random characters of the address of a session's frames. */
const VISIT_LENGTH = 24;
const SECRET = /^accs_secret__([A-Za-z0-9]{24})[A-Za-z0-9]{1,64}$/;

/**
 * `POST /v1/account_sessions/claim`: opens a session for the page that has its client secret, once. Called by Florin's
 * connect.js with the platform's publishable key. Throws for a secret of no session, a used and an expired one.
 */
export const claimAccountSession = ownOperation(
  'POST /v1/account_sessions/claim',
  { client_secret: required(text) },
  async (context, { client_secret: secret }): Promise<ClaimedSession> => {
    const { work } = context;
    const session = await sessionOf(context, secret);
    const { account, components, expires_at: expiresAt, internal } = session;
    if (internal.visit !== null) {
      throw refused('account_session_used', 'This account session was used before. Create a new one on your server.');
    }
    const visit = work.newSecret(VISIT_LENGTH);
    work.save<AccountSession>({ ...session, internal: { ...internal, visit } });
    const enabled = Object.entries(components).flatMap(([name, component]) => (component.enabled ? [name] : []));
    const built: readonly string[] = EMBEDDED_COMPONENTS;
    return {
      frames: framesPath(account, session.id, visit),
      components: enabled,
      not_built: enabled.filter((name) => !built.includes(name)),
      expires_at: expiresAt,
    };
  },
  { access: 'publishable' },
);

/** `POST /v1/account_sessions/end`: ends a session, and with it all of its frames. Called when a page logs out. */
export const endAccountSession = ownOperation(
  'POST /v1/account_sessions/end',
  { client_secret: required(text) },
  async (context, { client_secret: secret }) => {
    const session = await sessionOf(context, secret);
    context.work.save<AccountSession>({ ...session, internal: { ...session.internal, isEnded: true } });
    return { ended: true };
  },
  { access: 'publishable' },
);

/** The session of a client secret. Throws for a secret of none, and for a session that is over. */
async function sessionOf({ work }: Context, secret: string): Promise<AccountSession> {
  const tail = SECRET.exec(secret)?.[1];
  const session = tail === undefined ? undefined : await work.get(accountSessions, `${accountSessions.prefix}_${tail}`);
  if (session?.client_secret !== secret) {
    throw refused(
      'resource_missing',
      'No such account session: the client secret does not match a session of this platform. Use the publishable key of the platform that created it.',
    );
  }
  if (!isOpen(session, work.now)) {
    throw refused('account_session_expired', 'This account session has expired. Create a new one on your server.');
  }
  if (!(await accountOf(work, session.account))) {
    throw refused('account_invalid', `The account '${session.account}' is not connected to this platform any more.`);
  }
  return session;
}

function refused(code: string, message: string): StripeError {
  return invalidRequest(message, { code, param: 'client_secret' });
}
