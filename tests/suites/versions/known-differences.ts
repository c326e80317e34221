import { isOlder } from '../../../src/api/versions/versions.ts';
import { hasHistory } from './release-shapes.ts';

/** An intended difference between Florin's responses and the types of a release. */
interface KnownDifference {
  readonly why: string;
  /** Matches the end of a finding of checkResponse, starting at the last object. */
  readonly pattern: RegExp;
  /** The last version it applies to; all versions by default. */
  readonly until?: string;
}

/** Observed differences between the API and the types of its own package. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    why: 'The types promised `refunds`, which is left out unless expanded.',
    pattern: /^charge\.refunds: field missing$/,
    until: '2024-04-10',
  },
  {
    why: 'Card charges of PaymentIntents had an empty list that is in no types.',
    pattern: /^charge\.amount_updates: unknown field$/,
    until: '2025-02-24.acacia',
  },
  {
    why: 'Only goods had `caption`; the types promised it of services too.',
    pattern: /^product\.caption: field missing$/,
    until: '2022-08-01',
  },
  {
    why: 'The types promised `line_items` of tax calculations and transactions, which are left out unless expanded.',
    pattern: /^tax\.(calculation|transaction)\.line_items: field missing$/,
    until: '2024-04-10',
  },
  {
    why: 'Embedded sessions, which came later, have no `success_url`.',
    pattern: /^checkout\.session\.success_url: null$/,
    until: '2023-08-16',
  },
  {
    why: '`cancel_url` was optional before the types had it so.',
    pattern: /^checkout\.session\.cancel_url: null$/,
    until: '2022-11-15',
  },
  {
    why: 'An account without a name for Bacs debits has null since 2024, at every version.',
    pattern: /^account\.settings\.bacs_debit_payments\.display_name: null$/,
    until: '2023-10-16',
  },
  {
    why: 'The products of a portal are left out unless expanded; their first types promised them.',
    pattern: /^billing_portal\.configuration\.features\.subscription_update\.products: field missing$/,
    until: '2024-04-10',
  },
  {
    why: 'API v2 leaves out what has no value; its first types had null there.',
    pattern: /^v2\.[\w.]+: field missing$/,
    until: '2025-08-27.basil',
  },
];

/** Returns each unknown difference between a response and a version's types once. */
export function unexpected(differences: readonly string[], version: string): string[] {
  const known = KNOWN_DIFFERENCES.filter(({ until }) => until === undefined || !isOlder(until, version));
  const kinds = new Map<string, string>();
  for (const difference of differences) {
    const fromLastObject = difference.replace(/^.*\(([\w.]+)\)(?=\.)/, '$1');
    // An object that was added later is only sent to callers that use it.
    const [, later] = /: no object is called ([\w.]+)$/.exec(difference) ?? [];
    if (later !== undefined && hasHistory(later)) continue;
    if (known.some(({ pattern }) => pattern.test(fromLastObject)) || kinds.has(fromLastObject)) continue;
    kinds.set(fromLastObject, difference);
  }
  return [...kinds.values()];
}
