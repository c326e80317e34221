import { type ContractType, resourceShape } from '../../contract/contract.ts';
import { isCapability } from '../capabilities/kinds.ts';
import type { Configuration } from '../type.ts';

/** A capability in v2: its configuration, and its path there. */
export interface CapabilityName {
  readonly configuration: Configuration;
  readonly path: string;
}

/** The capability that lets an account receive transfers, and its path in v2. */
const TRANSFERS = 'transfers';
const OF_RECIPIENTS = 'stripe_balance.stripe_transfers';

/** Names that differ: v2 on the left. */
const RENAMED: Readonly<Record<string, string>> = { ach_debit_payments: 'us_bank_account_ach_payments' };
const V2_NAMES: ReadonlyMap<string, string> = new Map(Object.entries(RENAMED).map(([v2, v1]) => [v1, v2]));

/** The capability of v1 that a path in a configuration of v2 names; undefined if v1 has none. */
export function capabilityOfV1({ configuration, path }: CapabilityName): string | undefined {
  if (configuration === 'recipient') return path === OF_RECIPIENTS ? TRANSFERS : undefined;
  const name = RENAMED[path] ?? path;
  return name !== TRANSFERS && isCapability(name) ? name : undefined;
}

/** The name of a capability in v2; undefined for those that only v1 has, such as tax reporting. */
export function capabilityOfV2(name: string): CapabilityName | undefined {
  if (name === TRANSFERS) return { configuration: 'recipient', path: OF_RECIPIENTS };
  const path = V2_NAMES.get(name) ?? name;
  return ofMerchants().has(path) ? { configuration: 'merchant', path } : undefined;
}

/** The names of the capabilities that merchants have in v2. */
function ofMerchants(): ReadonlyMap<string, ContractType> {
  let shape: ContractType | undefined = resourceShape('v2.core.account');
  for (const name of ['configuration', 'merchant', 'capabilities']) {
    shape = shape?.kind === 'hash' ? shape.fields.get(name) : undefined;
  }
  if (shape?.kind !== 'hash') throw new Error('the contract has no capabilities of merchants');
  return shape.fields;
}
