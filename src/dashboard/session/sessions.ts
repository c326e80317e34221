import type { Engine } from '../../kernel/engine.ts';
import { readCookie, SECRET_LENGTH, SESSION_SECONDS, type SessionCookie, sessionId } from './cookie.ts';
import { type DashboardSession, dashboardSessionType } from './type.ts';

/** Worlds of a session; opening another one drops the oldest. */
const MOST_WORLDS = 20;
/** Expired sessions that a login deletes. */
const DELETED_AT_ONCE = 20;

/** A session that has not expired. */
export interface OpenSession {
  readonly cookie: SessionCookie;
  readonly worlds: readonly string[];
}

/** The sessions of browsers. */
export interface Sessions {
  /** Finds the session of a `Cookie` header; undefined if there is none or it has expired. */
  find(cookie: string | null | undefined): Promise<OpenSession | undefined>;
  /** Adds a world to a session, or begins one with it. */
  open(world: string, session: OpenSession | undefined): Promise<OpenSession>;
  /** Takes a world out of a session. */
  forget(world: string, session: OpenSession): Promise<OpenSession>;
  /** Ends a session. */
  close(session: OpenSession): Promise<void>;
}

export function createSessions(engine: Engine): Sessions {
  const now = () => Math.floor(engine.clock.now() / 1000);

  async function find(cookie: string | null | undefined): Promise<OpenSession | undefined> {
    const read = readCookie(cookie);
    if (!read) return undefined;
    const row = await engine.storage.readObject(read.world, sessionId(read.secret));
    if (!row || row.deleted || row.type !== dashboardSessionType.object) return undefined;
    // Objects that are stored under a type were written with it.
    const { worlds, expires } = JSON.parse(row.body) as DashboardSession;
    return expires > now() ? { cookie: read, worlds } : undefined;
  }

  /** Changes the worlds of a session that is stored. */
  async function change({ cookie }: OpenSession, worlds: readonly string[]): Promise<OpenSession> {
    await engine.asPlatform(cookie.world, 'dashboard session', async ({ work }) => {
      const stored = await work.get(dashboardSessionType, sessionId(cookie.secret));
      if (stored) work.save<DashboardSession>({ ...stored, worlds });
    });
    return { cookie, worlds };
  }

  return {
    find,
    async open(world, session) {
      await engine.worlds.open(world);
      if (session) {
        const others = session.worlds.filter((other) => other !== world);
        return change(session, [world, ...others].slice(0, MOST_WORLDS));
      }
      const cookie = { world, secret: engine.ids.random(SECRET_LENGTH) };
      await engine.asPlatform(world, 'dashboard session', async ({ work }) => {
        const oldest = await work.list(dashboardSessionType, { limit: DELETED_AT_ONCE, descending: false });
        for (const old of oldest) if (old.expires <= now()) work.remove(old);
        const id = sessionId(cookie.secret);
        await work.get(dashboardSessionType, id);
        work.insert<DashboardSession>(dashboardSessionType, {
          id,
          object: 'florin.dashboard_session',
          worlds: [world],
          expires: now() + SESSION_SECONDS,
        });
      });
      return { cookie, worlds: [world] };
    },
    forget: (world, session) =>
      change(
        session,
        session.worlds.filter((other) => other !== world),
      ),
    async close({ cookie }) {
      await engine.asPlatform(cookie.world, 'dashboard session', async ({ work }) => {
        const stored = await work.get(dashboardSessionType, sessionId(cookie.secret));
        if (stored) work.remove(stored);
      });
    },
  };
}
