import { isOlder } from '../../src/api/versions/versions.ts';
import { hasHistory } from './release-shapes.ts';

/** A difference between what Florin answers and what the types of a release say, that is meant. */
interface KnownDifference {
  readonly why: string;
  /** Of the end of checkResponse's sentences, from the last object in them on. */
  readonly pattern: RegExp;
  /** Until which version, that one included; all of them if it is not told. */
  readonly until?: string;
}

/** Where the API was seen to answer otherwise than the types of its own package say, and a kind without another name. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    why: 'The types promised refunds though they are hidden unless expanded.',
    pattern: /^charge\.refunds: field missing$/,
    until: '2024-04-10',
  },
  {
    why: 'Card charges of a PaymentIntent had an empty list that no type tells of.',
    pattern: /^charge\.amount_updates: unknown field$/,
    until: '2025-02-24.acacia',
  },
  {
    why: 'The API names the latest charge at every version.',
    pattern: /^payment_intent\.latest_charge: unknown field$/,
    until: '2022-08-01',
  },
  {
    why: 'Cards told what they were generated from before the types did.',
    pattern: /\bcard\.generated_from: unknown field$/,
    until: '2024-04-10',
  },
  {
    why: 'Only goods had a caption; the types promised one of services as well.',
    pattern: /^product\.caption: field missing$/,
    until: '2022-08-01',
  },
  {
    why: 'Sessions told the account before the types did.',
    pattern: /^checkout\.session\.customer_account: unknown field$/,
    until: '2025-11-17.clover',
  },
  {
    why: 'Sessions inside a page of the merchant have no success_url; there were none at first.',
    pattern: /^checkout\.session\.success_url: null$/,
    until: '2023-08-16',
  },
  {
    why: 'Sessions may be without a cancel_url; the types were late to tell it.',
    pattern: /^checkout\.session\.cancel_url: null$/,
    until: '2022-11-15',
  },
  {
    why: 'A compliance dispute has no other name; the types were late to tell it.',
    pattern: /^dispute\..*"(?:visa_)?compliance" is not a known value$/,
    until: '2025-05-28.basil',
  },
];

/** Returns each kind of difference between a response and a version's types once, without the known ones. */
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
