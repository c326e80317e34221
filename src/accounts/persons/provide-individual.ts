import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { NumberReferences } from '../../network/verification/type.ts';
import type { Account } from '../type.ts';
import { emitPerson } from './emit.ts';
import { blankPerson, type PersonParams, withPersonParams } from './fields.ts';
import { listPersons } from './list.ts';
import { type Person, persons } from './type.ts';

/**
 * Applies the `individual` of a call to the person that an account is of, who is created with the first of it. `numbers`
 * are references that a token holds.
 */
export async function provideIndividual(
  context: Context,
  account: Account,
  params: PersonParams | undefined,
  numbers: NumberReferences,
): Promise<void> {
  if (params === undefined) return;
  const own = context.work.for(account.id);
  const country = account.country ?? '';
  const before = (await listPersons(own))[0];
  const current = before ?? blankPerson(context, account.id, country, 'representative');
  const numbered: Person = {
    ...current,
    internal: { ...current.internal, numbers: { ...current.internal.numbers, ...numbers } },
  };
  const changed = await withPersonParams(context, country, numbered, params, 'individual');
  if (!before) {
    emitPerson(own, 'created', own.insert(persons, changed));
    return;
  }
  own.save(changed);
  const previous = previousAttributes(before, changed);
  if (Object.keys(previous).length > 0) emitPerson(own, 'updated', changed, previous);
}
