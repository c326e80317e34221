import type { Context } from '../../kernel/context.ts';
import { StripeError } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { isoMoment } from '../../shared/calendar.ts';
import { type MeterEventSession, meterEventSessions, readToken, SECRET_CHARACTERS, tokenOf } from './type.ts';

/** Lifetime of a token: https://docs.stripe.com/api/v2/billing/meter-event-stream/session */
const TOKEN_SECONDS = 15 * 60;

export const createSession = operation('POST /v2/billing/meter_event_session', async ({ work }) => {
  const id = work.newId(meterEventSessions.prefix);
  const session = work.insert(meterEventSessions, {
    id,
    object: 'v2.billing.meter_event_session',
    authentication_token: tokenOf(id, work.newSecret(SECRET_CHARACTERS), work.account),
    created: work.worldNow,
    expires_at: work.worldNow + TOKEN_SECONDS,
  });
  return {
    ...session,
    created: isoMoment(session.created),
    expires_at: isoMoment(session.expires_at),
    livemode: false,
  };
});

/** Throws Stripe's 401 unless the caller's key is the token of a session that has not expired. */
export async function requireSession({ work, caller }: Context): Promise<MeterEventSession> {
  const id = caller.pageKey === undefined ? undefined : readToken(caller.pageKey)?.id;
  const session = id === undefined ? undefined : await work.get(meterEventSessions, id);
  if (session === undefined || session.authentication_token !== caller.pageKey) throw tokenRequired();
  if (session.expires_at <= work.worldNow) throw expired();
  return session;
}

function tokenRequired(): StripeError {
  return new StripeError(401, {
    type: 'invalid_request_error',
    message:
      'The stream takes the authentication token of a meter event session. Create one with POST /v2/billing/meter_event_session and send it as Bearer token.',
  });
}

function expired(): StripeError {
  return new StripeError(401, {
    type: 'temporary_session_expired',
    code: 'billing_meter_event_session_expired',
    message: 'The meter event session has expired. Create a new one.',
  });
}
