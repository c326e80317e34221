import { resourceMissing } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { requireAccount } from '../find.ts';
import { settle } from '../settle.ts';
import { isCapability } from './kinds.ts';
import { request } from './request.ts';
import { listCapabilities, unrequested } from './store.ts';
import { type Capability, capabilities } from './type.ts';

/** A capability of an account; one that it has never requested is shown, too. */
async function find(own: UnitOfWork, name: string): Promise<Capability> {
  if (!isCapability(name)) throw resourceMissing(capabilities.noun, name, capabilities.idParam);
  return (await own.get(capabilities, name)) ?? unrequested(own.account, name);
}

const list = define('GET /v1/accounts/{account}/capabilities', async (context, _params, path) => {
  const { id } = await requireAccount(context, path.account);
  return {
    object: 'list',
    data: await listCapabilities(context.work.for(id)),
    has_more: false,
    url: `/v1/accounts/${id}/capabilities`,
  };
});

const retrieve = define('GET /v1/accounts/{account}/capabilities/{capability}', async (context, _params, path) => {
  const { id } = await requireAccount(context, path.account);
  return find(context.work.for(id), path.capability);
});

const update = define(
  'POST /v1/accounts/{account}/capabilities/{capability}',
  async (context, params, path) => {
    const account = await requireAccount(context, path.account);
    const own = context.work.for(account.id);
    const { id } = await find(own, path.capability);
    if (params.requested !== undefined) {
      await request(own, account, id, params.requested, 'requested');
      await settle(context, account, account);
    }
    return find(own, id);
  },
  { lock: 'account' },
);

export const capabilityResource = resource(capabilities, { operations: [list, retrieve, update] });
