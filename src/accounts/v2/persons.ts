import { pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { requireScope } from '../find.ts';
import { listPersons } from '../persons/list.ts';
import { createPerson, removePerson, updatePerson, writableAccount } from '../persons/persons.ts';
import { persons } from '../persons/type.ts';
import { PERSONS_NOT_YET } from './not-yet.ts';
import { personParamsOf } from './params.ts';
import { personOfV2 } from './view.ts';

const COLLECTION = '/v2/core/accounts/{account}/persons';
const ITEM = `${COLLECTION}/{person}` as const;

const create = define(
  `POST ${COLLECTION}`,
  async (context, sent, path) =>
    personOfV2(await createPerson(context, await writableAccount(context, path.account), personParamsOf(sent))),
  { lock: 'account', notYet: PERSONS_NOT_YET },
);

const retrieve = define(`GET ${ITEM}`, async (context, _params, path) => {
  const own = await requireScope(context, path.account);
  return personOfV2(await own.require(persons, path.person));
});

const update = define(
  `POST ${ITEM}`,
  async (context, sent, path) => {
    const account = await writableAccount(context, path.account);
    return personOfV2(await updatePerson(context, account, path.person, personParamsOf(sent)));
  },
  { lock: 'account', notYet: PERSONS_NOT_YET },
);

const remove = define(
  `DELETE ${ITEM}`,
  async (context, _params, path) => {
    const { id } = await removePerson(context, await writableAccount(context, path.account), path.person);
    return { id, object: 'v2.core.account_person' };
  },
  { lock: 'account' },
);

const list = define(`GET ${COLLECTION}`, async (context, params, path) => {
  const own = await requireScope(context, path.account);
  const page = pageOfItems(await listPersons(own), params, COLLECTION, persons.noun);
  return { ...page, data: page.data.map(personOfV2) };
});

/** Persons are stored as v1 has them. */
export const personOfV2Resource = view('v2.core.account_person', {
  operations: [create, retrieve, update, remove, list],
});
