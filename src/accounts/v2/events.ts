import type { V2EventType } from '../../contract/event-types.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { Account } from '../type.ts';
import { capabilityOfV2 } from './capabilities.ts';

type ChangeType = Exclude<Extract<V2EventType, `v2.core.account${string}.updated`>, `v2.core.account_person.updated`>;

/** The events of v2 that a change of these fields of v1 is. */
const BY_FIELD: Readonly<Record<string, ChangeType>> = {
  business_profile: 'v2.core.account[defaults].updated',
  business_type: 'v2.core.account[identity].updated',
  company: 'v2.core.account[identity].updated',
  default_currency: 'v2.core.account[defaults].updated',
  email: 'v2.core.account.updated',
  individual: 'v2.core.account[identity].updated',
  metadata: 'v2.core.account.updated',
  requirements: 'v2.core.account[requirements].updated',
  settings: 'v2.core.account[configuration.merchant].updated',
  tos_acceptance: 'v2.core.account[identity].updated',
};

/**
 * Emits the events of v2 for a changed account: one for each part of it that changed, and one for each capability with
 * another status. `previous` holds the fields of v1 that changed. They are events of the platform.
 */
export function emitChanges(platform: UnitOfWork, before: Account, after: Account, previous: object): void {
  const changed = Object.keys(previous);
  for (const type of new Set(changed.flatMap((field) => BY_FIELD[field] ?? []))) platform.emit(type, after);
  if (!changed.includes('capabilities')) return;
  for (const [name, status] of Object.entries({ ...after.capabilities })) {
    const named = capabilityOfV2(name);
    if (!named || { ...before.capabilities }[name as 'transfers'] === status) continue;
    platform.emit(`v2.core.account[configuration.${named.configuration}].capability_status_updated`, after, {
      updated_capability: named.path,
    });
  }
}
