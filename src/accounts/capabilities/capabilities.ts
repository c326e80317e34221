import { resourceMissing } from '../../kernel/errors.ts';
import { define } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { requireAccount, requireScope } from '../find.ts';
import { settle } from '../settle.ts';
import { pausedForInactivity } from './changes/2024-06-20-paused-for-inactivity.ts';
import { isCapability } from './kinds.ts';
import { request } from './request.ts';
import { listCapabilities, unrequested } from './store.ts';
import { type Capability, capabilities } from './type.ts';

/** The capabilities that a platform's own account has from the beginning. */
const OF_PLATFORMS = ['card_payments', 'transfers'];

function active(own: UnitOfWork, name: string): Capability {
  return { ...unrequested(own.account, name), requested: true, status: 'active' };
}

/** A capability of an account; one that it has never requested is shown, too. */
async function find(own: UnitOfWork, name: string): Promise<Capability> {
  if (!isCapability(name)) throw resourceMissing(capabilities.noun, name, capabilities.idParam);
  return (await own.get(capabilities, name)) ?? unrequested(own.account, name);
}

const list = define('GET /v1/accounts/{account}/capabilities', async (context, _params, path) => {
  const own = await requireScope(context, path.account);
  const data = own.connected === null ? OF_PLATFORMS.map((name) => active(own, name)) : await listCapabilities(own);
  return { object: 'list', data, has_more: false, url: `/v1/accounts/${own.account}/capabilities` };
});

const retrieve = define('GET /v1/accounts/{account}/capabilities/{capability}', async (context, _params, path) => {
  const own = await requireScope(context, path.account);
  return own.connected === null && OF_PLATFORMS.includes(path.capability)
    ? active(own, path.capability)
    : find(own, path.capability);
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

export const capabilityResource = resource(capabilities, {
  operations: [list, retrieve, update],
  changes: [pausedForInactivity],
});
