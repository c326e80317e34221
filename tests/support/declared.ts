import { extendShape } from '../../src/api/validate-extend.ts';
import { createVersions } from '../../src/api/versions/chain.ts';
import type { HashType, OperationId } from '../../src/contract/contract.ts';
import { assemble } from '../../src/kernel/assemble.ts';
import type { Operation } from '../../src/kernel/operation.ts';
import { ROOMS } from '../../src/rooms.ts';

const { changes, operations, resources } = assemble(ROOMS);

/** Without older addresses, whose operations are here under their newer ones. */
export const BUILT = [...operations.values()].filter(({ actsAs }) => actsAs === undefined);

/** Operations of the API; the contract does not contain any other ids. */
export const BUILT_IDS = BUILT.filter(({ isOwn }) => !isOwn).map(({ id }) => id as OperationId);

/** The stored objects of the API; Florin's own have no versions. */
export const STORED = [...resources.values()].flatMap(({ object, type }) =>
  type && !object.startsWith('florin.') ? [object] : [],
);

export const VERSION_CHANGES = changes;

/** Versions that generated requests are sent at: those of old clients, of the SDKs in use, and the newest. */
export const GENERATED_AT = [
  '2022-08-01',
  '2023-10-16',
  '2024-06-20',
  '2025-08-27.basil',
  '2026-10-28.endive',
] as const;

const versions = createVersions(changes);

/** The parameters of an operation at a version, older ones included. */
export function paramsAt({ id, params }: Operation, version: string): HashType {
  const older = versions.acceptedParams(id, version);
  return older === undefined ? params() : extendShape(params(), older);
}
