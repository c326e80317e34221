import { describe, expect, test } from 'vitest';
import { downgradeResponse } from '../../src/api/versions/chain.ts';
import { isOlder } from '../../src/api/versions/versions.ts';
import { resourceShape } from '../../src/contract/contract.ts';
import { fieldPaths, isThere, objectWith, parentOf, sinceWhen, VERSIONS } from './field-history.ts';
import { paymentMethodTypes } from './known-differences.ts';
import { knownObjects, shapesAt } from './release-shapes.ts';
import { asSent } from './samples/shared.ts';

const TYPES = paymentMethodTypes(resourceShape).join('|');

/** Fields that are shown before the official package knew them. */
const SHOWN_EARLIER = [
  // What belongs to a payment method type as a whole is there when the type is used, whoever asks.
  new RegExp(`^payment_method(?:_configuration)?\\.(?:${TYPES})$`),
  new RegExp(`\\.payment_method_(?:details|options|preview)\\.(?:${TYPES})$`),
  /\.(?:destination_details|next_action)\.\w+$/,
  /\.financial_addresses\[\]\.(?:aba|swift)$/,
  // The API has answered these at all versions.
  /^payment_intent\.latest_charge$/,
  /^checkout\.session\.customer_account$/,
  /\.card\.generated_from$/,
];

const lookup = { include: async () => undefined };

describe.each(knownObjects())('%s', (name) => {
  const paths = fieldPaths(name);
  const since = new Map(paths.map((path) => [path, sinceWhen(name, path)]));
  // A whole object that came later is not hidden: only those ask for it who know it.
  const versions = VERSIONS.filter((version) => shapesAt(version)(name));

  function isKnown(path: string, version: string): boolean {
    // The entries of a list, which are written `refunds_available[]`, are as old as the list.
    const first = since.get(path.replace(/\[\]$/, ''));
    return first === undefined || !isOlder(version, first);
  }

  /** Whether the field, or the hash that it is in, is one of those that may be there before the package knew them. */
  function isShownEarlier(path: string, version: string): boolean {
    const parts = path.split('.');
    const whole = parts.map((_, end) => parts.slice(0, end + 1).join('.'));
    return whole.some((hash) => !isKnown(hash, version) && SHOWN_EARLIER.some((one) => one.test(`${name}.${hash}`)));
  }

  test('shows a caller the fields that were known when the version came out, and no others', async () => {
    const wrong: Record<string, string[]> = {};
    for (const version of versions) {
      const answer = asSent(await downgradeResponse(objectWith(name, paths), version, lookup));
      for (const path of paths.filter((field) => isThere(answer, parentOf(field)))) {
        const known = isKnown(path, version);
        const shown = isThere(answer, path);
        if (known === shown || (shown && isShownEarlier(path, version))) continue;
        const what = `${path}, known since ${since.get(path)}, is ${shown ? 'shown' : 'hidden'}`;
        wrong[what] = [...(wrong[what] ?? []), version];
      }
    }
    expect(wrong).toEqual({});
  });
});
