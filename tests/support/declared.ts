import type { OperationId } from '../../src/contract/contract.ts';
import { assemble } from '../../src/kernel/assemble.ts';
import { ROOMS } from '../../src/rooms.ts';

const { changes, operations, resources } = assemble(ROOMS);

export const BUILT = [...operations.values()];

/** Operations of the API; the contract does not contain any other ids. */
export const BUILT_IDS = BUILT.filter(({ isOwn }) => !isOwn).map(({ id }) => id as OperationId);

export const STORED = [...resources.values()].flatMap(({ object, type }) => (type ? [object] : []));

export const VERSION_CHANGES = changes;
