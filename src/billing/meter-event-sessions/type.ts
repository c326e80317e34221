import type { ResourceType } from '../../kernel/entity.ts';
import type { PageKey } from '../../kernel/resource.ts';

/** Permission to send meter events to the stream; moments in seconds since epoch. */
export interface MeterEventSession {
  readonly id: string;
  readonly object: 'v2.billing.meter_event_session';
  readonly authentication_token: string;
  readonly created: number;
  readonly expires_at: number;
}

export const meterEventSessions: ResourceType<MeterEventSession> = {
  object: 'v2.billing.meter_event_session',
  prefix: 'mes_test',
  noun: 'meter event session',
  idParam: 'id',
  listed: false,
};

/** Characters of a token that only its holder has. */
export const SECRET_CHARACTERS = 32;
const TOKEN = /^(mes_test_[0-9A-Za-z]{24})_([0-9A-Za-z]{32})_([0-9A-Za-z]+)$/;

/** Returns the token of a session: its id, a secret, and its account. */
export function tokenOf(id: string, secret: string, account: string): string {
  return `${id}_${secret}_${account.slice('acct_'.length)}`;
}

/** Reads the session and the account that a token is of; undefined if it is no token. */
export function readToken(token: string): PageKey | undefined {
  const [, id, , tail] = TOKEN.exec(token) ?? [];
  return id === undefined || tail === undefined ? undefined : { id, account: `acct_${tail}` };
}
