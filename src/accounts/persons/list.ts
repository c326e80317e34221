import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type Person, persons } from './type.ts';

/** Persons of an account that its requirements are about. */
export const MOST_PERSONS = 200;

/** The persons of an account, newest first. `own` acts for the account. */
export function listPersons(own: UnitOfWork): Promise<Person[]> {
  return own.list(persons, { limit: MOST_PERSONS });
}
