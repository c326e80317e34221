import { listPage } from '../kernel/list.ts';
import { define, operation } from '../kernel/operation.ts';
import { resource } from '../kernel/resource.ts';
import { type CreateParams, createAccount } from './create.ts';
import { externalAccountOperations } from './external-accounts/external-accounts.ts';
import { requireAccount } from './find.ts';
import { ownAccount } from './own-account.ts';
import type { AccountParams } from './params.ts';
import { rejectAccount, unrejectAccount } from './reject.ts';
import { removeAccount } from './remove.ts';
import { accountTimers } from './timers.ts';
import { accounts } from './type.ts';
import { updateAccount } from './update.ts';
import { viewOf } from './view.ts';

const create = define('POST /v1/accounts', async (context, params) =>
  viewOf(context, await createAccount(context, params as CreateParams)),
);

const retrieve = define('GET /v1/accounts/{account}', async (context, _params, path) =>
  path.account === context.account.id
    ? ownAccount(context)
    : viewOf(context, await requireAccount(context, path.account)),
);

const retrieveOwn = define('GET /v1/account', (context) => ownAccount(context));

const update = define(
  'POST /v1/accounts/{account}',
  async (context, params, path) =>
    viewOf(context, await updateAccount(context, await requireAccount(context, path.account), params as AccountParams)),
  { lock: 'account' },
);

const remove = operation(
  'DELETE /v1/accounts/{account}',
  async (context, _params, path) => removeAccount(context, await requireAccount(context, path.account)),
  { lock: 'account' },
);

const list = define('GET /v1/accounts', async (context, params) => {
  const page = await listPage(context, accounts, params, '/v1/accounts', { where: { closed: false } });
  return { ...page, data: page.data.map((account) => viewOf(context, account)) };
});

const reject = define(
  'POST /v1/accounts/{account}/reject',
  async (context, params, path) =>
    viewOf(context, await rejectAccount(context, await requireAccount(context, path.account), params)),
  { lock: 'account' },
);

const unreject = define(
  'POST /v1/accounts/{account}/unreject',
  async (context, _params, path) =>
    viewOf(context, await unrejectAccount(context, await requireAccount(context, path.account))),
  { lock: 'account' },
);

export const accountResource = resource(accounts, {
  operations: [create, retrieve, retrieveOwn, update, remove, list, reject, unreject, ...externalAccountOperations],
  timers: accountTimers,
});
