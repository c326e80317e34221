import type { ContractType, OperationId } from '../../contract/contract.ts';
import type { JsonObject, Lookup, Params, RequestChange, VersionChange } from './change.ts';
import { type Release, releases } from './changes.ts';
import { fieldsAsOf, onlyAddsFields, readVersion } from './previews.ts';
import { isOlder } from './versions.ts';

type ResponseStep = (object: JsonObject) => void;
type LoadStep = (object: JsonObject, lookup: Lookup) => Promise<void>;

/** Everything that is undone for callers of one version, sorted by where it applies and in the order it runs. */
export interface Plan {
  /** By object name, newest change first. */
  readonly response: ReadonlyMap<string, readonly ResponseStep[]>;
  readonly load: ReadonlyMap<string, readonly LoadStep[]>;
  readonly expandable: ReadonlyMap<string, Readonly<Record<string, ContractType>>>;
  readonly accepts: ReadonlyMap<OperationId, Readonly<Record<string, ContractType>>>;
  /** Oldest change first: the request grows towards the newest version. */
  readonly upgrades: ReadonlyMap<OperationId, readonly ((params: Params) => void)[]>;
}

const plans = new Map<string, Plan>();

/** The plan for a version and its previews, as `resolveVersion` gives them, made once. Throws when there is no such version. */
export function planFor(version: string): Plan {
  let plan = plans.get(version);
  if (!plan) {
    plan = makePlan(releases.flatMap((release) => undone(release, version)));
    plans.set(version, plan);
  }
  return plan;
}

/** What of a release is undone for a caller: all of it when it came later than their version. */
function undone({ version, changes }: Release, caller: string): readonly VersionChange[] {
  const { version: theirs, previews } = readVersion(caller);
  if (!isOlder(theirs, version)) return [];
  const asOf = fieldsAsOf(previews);
  return asOf === undefined || isOlder(asOf, version) ? changes : changes.filter((change) => !onlyAddsFields(change));
}

function makePlan(changes: readonly VersionChange[]): Plan {
  const requests = requestChanges(changes);
  return {
    response: gather(changes.flatMap((change) => Object.entries(change.response ?? {}))),
    load: gather(changes.flatMap((change) => Object.entries(change.load ?? {}))),
    expandable: expandableBy(changes),
    accepts: acceptedBy(requests),
    upgrades: gather(requests.toReversed().flatMap(([id, { upgrade }]) => (upgrade ? [[id, upgrade] as const] : []))),
  };
}

function expandableBy(changes: readonly VersionChange[]): Map<string, Record<string, ContractType>> {
  const fields = gather(changes.flatMap((change) => Object.entries(change.expandable ?? {})));
  return new Map([...fields].map(([object, typed]) => [object, Object.assign({}, ...typed)]));
}

function requestChanges(changes: readonly VersionChange[]): [OperationId, RequestChange][] {
  return changes.flatMap((change) => Object.entries(change.request ?? {}) as [OperationId, RequestChange][]);
}

function acceptedBy(requests: readonly [OperationId, RequestChange][]): Map<OperationId, Record<string, ContractType>> {
  const accepted = new Map<OperationId, Record<string, ContractType>>();
  for (const [id, { accepts }] of requests) if (accepts) accepted.set(id, { ...accepted.get(id), ...accepts });
  return accepted;
}

function gather<Key, Value>(entries: readonly (readonly [Key, Value])[]): Map<Key, Value[]> {
  const gathered = new Map<Key, Value[]>();
  for (const [key, value] of entries) {
    const values = gathered.get(key);
    if (values) values.push(value);
    else gathered.set(key, [value]);
  }
  return gathered;
}
