import type { ContractType } from '../../contract/contract.ts';
import type { JsonObject, Lookup, Params, RequestChange, VersionChange } from '../../kernel/version-change.ts';
import { isOlder } from './versions.ts';

type ResponseStep = (object: JsonObject) => void;
type LoadStep = (object: JsonObject, lookup: Lookup) => Promise<void>;

/** The steps that undo newer changes for callers of one version, grouped by where they apply and in order. */
export interface Plan {
  /** By object name, newest change first. */
  readonly response: ReadonlyMap<string, readonly ResponseStep[]>;
  readonly load: ReadonlyMap<string, readonly LoadStep[]>;
  /** Finds objects that these steps apply to in JSON, where every quote within a text is escaped. */
  readonly affected: RegExp;
  readonly expandable: ReadonlyMap<string, Readonly<Record<string, ContractType>>>;
  readonly accepts: ReadonlyMap<string, Readonly<Record<string, ContractType>>>;
  /** Oldest change first: the request is upgraded step by step to the newest version. */
  readonly upgrades: ReadonlyMap<string, readonly ((params: Params) => void)[]>;
}

/** Returns a function from a version to its plan, made on first use. It throws for an unknown version. */
export function createPlans(changes: readonly VersionChange[]): (version: string) => Plan {
  const newestFirst = changes.toSorted((a, b) =>
    a.version === b.version ? 0 : isOlder(a.version, b.version) ? 1 : -1,
  );
  const plans = new Map<string, Plan>();
  return (version) => {
    let plan = plans.get(version);
    if (!plan) {
      plan = makePlan(newestFirst.filter((change) => isOlder(version, change.version)));
      plans.set(version, plan);
    }
    return plan;
  };
}

function makePlan(changes: readonly VersionChange[]): Plan {
  const requests = requestChanges(changes);
  const response = gather(changes.flatMap((change) => Object.entries(change.response ?? {})));
  const load = gather(changes.flatMap((change) => Object.entries(change.load ?? {})));
  return {
    response,
    load,
    affected: named([...response.keys(), ...load.keys()]),
    expandable: expandableBy(changes),
    accepts: acceptedBy(requests),
    upgrades: gather(requests.toReversed().flatMap(([id, { upgrade }]) => (upgrade ? [[id, upgrade] as const] : []))),
  };
}

function named(names: readonly string[]): RegExp {
  if (names.length === 0) return NEVER;
  return new RegExp(`"object":"(?:${names.map((name) => name.replaceAll('.', '\\.')).join('|')})"`);
}

const NEVER = /(?!)/;

function expandableBy(changes: readonly VersionChange[]): Map<string, Record<string, ContractType>> {
  const fields = gather(changes.flatMap((change) => Object.entries(change.expandable ?? {})));
  return new Map([...fields].map(([object, typed]) => [object, Object.assign({}, ...typed)]));
}

function requestChanges(changes: readonly VersionChange[]): [string, RequestChange][] {
  return changes.flatMap((change) => Object.entries(change.request ?? {}) as [string, RequestChange][]);
}

function acceptedBy(requests: readonly [string, RequestChange][]): Map<string, Record<string, ContractType>> {
  const accepted = new Map<string, Record<string, ContractType>>();
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
