import { previousAttributes } from '../../kernel/previous-attributes.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { NOTHING_DUE } from '../requirements/type.ts';
import { type Capability, capabilities } from './type.ts';

/** More than there are capabilities. */
export const MOST_CAPABILITIES = 200;

/** Every capability that an account has ever requested. `own` acts for the account. */
export function listCapabilities(own: UnitOfWork): Promise<Capability[]> {
  return own.list(capabilities, { limit: MOST_CAPABILITIES, descending: false });
}

/** The names of the capabilities that an account requests. */
export async function listRequested(own: UnitOfWork): Promise<string[]> {
  return (await listCapabilities(own)).flatMap(({ id, requested }) => (requested ? [id] : []));
}

/** Requests capabilities, or takes requests back. Returns the names of all that are requested now. */
export async function requestCapabilities(
  own: UnitOfWork,
  names: readonly string[],
  requested = true,
): Promise<string[]> {
  for (const id of names) {
    const current = await own.get(capabilities, id);
    if (current?.requested === requested) continue;
    const change = { requested, requested_at: requested ? own.now : null };
    if (current) own.save<Capability>({ ...current, ...change });
    else if (requested) own.insert(capabilities, { ...unrequested(own.account, id), ...change });
  }
  return listRequested(own);
}

/** A capability that an account could have. */
export function unrequested(account: string, id: string): Capability {
  return {
    id,
    object: 'capability',
    account,
    future_requirements: NOTHING_DUE,
    requested: false,
    requested_at: null,
    requirements: NOTHING_DUE,
    status: 'unrequested',
  };
}

/** Stores the state of an account's capabilities and emits `capability.updated` for each that changed. */
export async function saveCapabilities(
  own: UnitOfWork,
  states: ReadonlyMap<string, Pick<Capability, 'status' | 'requirements'>>,
): Promise<void> {
  for (const current of await listCapabilities(own)) {
    const state = states.get(current.id) ?? { status: 'unrequested', requirements: NOTHING_DUE };
    const changed: Capability = { ...current, status: state.status, requirements: state.requirements };
    const previous = previousAttributes(current, changed);
    if (Object.keys(previous).length === 0) continue;
    own.save(changed);
    own.emit('capability.updated', changed, previous);
  }
}
