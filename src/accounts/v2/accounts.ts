import type { Context } from '../../kernel/context.ts';
import { listPage } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { createAccount } from '../create.ts';
import { requireAccount } from '../find.ts';
import { type Account, accounts, type Configuration } from '../type.ts';
import { updateAccount } from '../update.ts';
import { closeAccount } from './close.ts';
import { NOT_YET, UPDATES_NOT_YET } from './not-yet.ts';
import { createParamsOf, updateParamsOf } from './params.ts';
import { withTokenData } from './token.ts';
import { accountOfV2 } from './view.ts';

const COLLECTION = '/v2/core/accounts';
const ITEM = `${COLLECTION}/{account}` as const;

const create = define(
  `POST ${COLLECTION}`,
  async (context, sent) => {
    const { params, v2: given } = createParamsOf(sent);
    const v2 = await withTokenData(context.work, sent.account_token, given);
    return accountOfV2(context, await createAccount(context, { ...params, v2 }), sent.include);
  },
  { notYet: NOT_YET },
);

const retrieve = define(`GET ${ITEM}`, async (context, { include }, path) =>
  accountOfV2(context, await findAccount(context, path.account), include),
);

const update = define(
  `POST ${ITEM}`,
  async (context, sent, path) => {
    const current = await requireAccount(context, path.account);
    const { params, v2: given } = updateParamsOf(sent, current);
    const v2 = await withTokenData(context.work, sent.account_token, given);
    return accountOfV2(context, await updateAccount(context, current, { ...params, v2 }), sent.include);
  },
  { lock: 'account', notYet: UPDATES_NOT_YET },
);

const close = define(
  `POST ${ITEM}/close`,
  async (context, { applied_configurations: named }, path) =>
    accountOfV2(context, await closeAccount(context, await requireAccount(context, path.account), named)),
  { lock: 'account' },
);

const list = define(
  `GET ${COLLECTION}`,
  async (context, { applied_configurations: applied = [], closed = false, ...page }) => {
    const having = (name: Configuration) => (applied.includes(name) ? { [name]: true } : {});
    const found = await listPage(context, accounts, page, COLLECTION, {
      where: { closed, ...having('merchant'), ...having('recipient') },
      // No account is a customer yet.
      ...(applied.includes('customer') && { among: [] }),
    });
    const data = [];
    for (const account of found.data) data.push(await accountOfV2(context, account));
    return { ...found, data };
  },
);

/** An account of the platform, or the account itself; closed ones included. */
async function findAccount(context: Context, id: string): Promise<Account> {
  const { work } = context;
  const found = work.connected === null ? await work.get(accounts, id) : undefined;
  return found?.internal.v2?.isClosed ? found : requireAccount(context, id);
}

/** Accounts are stored as v1 has them. */
export const accountOfV2Resource = view('v2.core.account', { operations: [create, retrieve, update, close, list] });
