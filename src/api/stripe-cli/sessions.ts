import { createHmac } from 'node:crypto';
import type { Engine } from '../../kernel/engine.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { type LogFilters, parseFilters } from './filters.ts';

/** The time after which a session without a connection expires. */
export const SESSION_IDLE_MS = 600_000;
/** The most sessions of one world, and of all worlds. */
export const SESSIONS_PER_WORLD = 32;
const MOST_SESSIONS = 1_000;
const LONGEST_DEVICE_NAME = 255;

/** The features of a CLI session. */
const FEATURES = ['webhooks', 'request_logs', 'v2_events'] as const;
type Feature = (typeof FEATURES)[number];

/** One `stripe listen` or `stripe logs tail`, from its first request until it expires. Its id is a secret. */
export interface Session {
  readonly id: string;
  readonly world: string;
  readonly features: readonly Feature[];
  readonly filters: LogFilters;
  /** Signs forwarded events. */
  readonly secret: string;
  /** The ids of its two endpoints, at the account's version and at the newest. */
  readonly webhookIds: { readonly default: string; readonly latest: string };
  /** The id of its destination of thin events. */
  readonly destination: string;
  connected: boolean;
  /** Wall-clock milliseconds when it was created or lost its connection. */
  idleSince: number;
}

/** The parameters of `POST /v1/stripecli/sessions` that are used. */
interface SessionForm {
  readonly device_name: string;
  readonly websocket_features: readonly Feature[];
  readonly filters: string | undefined;
}

/** Reads the parameters. Features that Florin does not have are ignored if there is another one. */
export function readSessionForm(form: Readonly<Record<string, unknown>>): SessionForm {
  const { device_name: device, websocket_features: features, filters, forward_thin_to_url: thin } = form;
  if (typeof device !== 'string' || device === '' || device.length > LONGEST_DEVICE_NAME) {
    throw invalidRequest(`\`device_name\` must be text of 1 to ${LONGEST_DEVICE_NAME} characters.`, {
      param: 'device_name',
    });
  }
  const asked = FEATURES.filter((feature) => Array.isArray(features) && features.includes(feature));
  // The CLI may name both forms of events, and forwards the thin ones only to an address of their own.
  const known = asked.filter((feature) => feature !== 'v2_events' || thin !== undefined || !asked.includes('webhooks'));
  if (known.length === 0) {
    throw invalidRequest(`\`websocket_features[]\` must name ${FEATURES.join(' or ')}.`, {
      param: 'websocket_features',
    });
  }
  if (filters !== undefined && typeof filters !== 'string')
    throw invalidRequest('`filters` must be text.', { param: 'filters' });
  return { device_name: device, websocket_features: known, filters };
}

export interface Sessions {
  create(world: string, form: SessionForm): Promise<Session>;
  /** The session with this id; undefined if it has expired. */
  find(id: string): Session | undefined;
}

/** The sessions of this process. After a restart the CLI creates a new session. */
export function createSessions(engine: Engine): Sessions {
  const sessions = new Map<string, Session>();
  const expired = (session: Session) => !session.connected && engine.clock.now() - session.idleSince > SESSION_IDLE_MS;

  /** Drops the session that has been idle longest, if the limit is reached. */
  function makeRoom(among: readonly Session[], bound: number): void {
    if (among.length < bound) return;
    const idle = among.filter((session) => !session.connected);
    const oldest = idle.reduce<Session | undefined>((a, b) => (a && a.idleSince <= b.idleSince ? a : b), undefined);
    if (!oldest) throw tooManySessions();
    sessions.delete(oldest.id);
  }

  return {
    async create(world, form) {
      const filters = parseFilters(form.filters);
      const { settings } = await engine.worlds.get(world);
      for (const session of sessions.values()) if (expired(session)) sessions.delete(session.id);
      makeRoom(
        [...sessions.values()].filter((session) => session.world === world),
        SESSIONS_PER_WORLD,
      );
      makeRoom([...sessions.values()], MOST_SESSIONS);
      const session: Session = {
        id: `cliws_${engine.ids.random(32)}`,
        world,
        features: form.websocket_features,
        filters,
        secret: deviceSecret(settings.fingerprintKey, form.device_name),
        webhookIds: { default: `wh_${engine.ids.random(24)}`, latest: `wh_${engine.ids.random(24)}` },
        destination: `ed_test_${engine.ids.random(24)}`,
        connected: false,
        idleSince: engine.clock.now(),
      };
      sessions.set(session.id, session);
      return session;
    },
    find(id) {
      const session = sessions.get(id);
      return session && !expired(session) ? session : undefined;
    },
  };
}

/** The signing secret is derived from the device, so that the output of `stripe listen --print-secret` stays valid. */
function deviceSecret(worldKey: string, device: string): string {
  return `whsec_${createHmac('sha256', worldKey).update(`stripe-cli ${device}`).digest('hex')}`;
}

function tooManySessions(): StripeError {
  return new StripeError(429, {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Too many CLI sessions are open. Close one and try again.',
  });
}
