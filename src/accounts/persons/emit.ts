import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { Person } from './type.ts';

/** Emits what happened to a person, on their account in v1 and on its platform in v2. `own` acts for the account. */
export function emitPerson(
  own: UnitOfWork,
  what: 'created' | 'updated' | 'deleted',
  person: Person,
  previous?: Record<string, unknown>,
): void {
  own.emit(`person.${what}`, person, previous);
  own.emit(`v2.core.account_person.${what}`, person, { account_id: own.account }, null);
}
