import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FIRST_RELEASES } from '../../../contract/first-releases.ts';
import { releaseFiles } from '../../../contract/release-files.ts';
import { createVersions } from '../../../src/api/versions/chain.ts';
import { apiVersions, linkTypes, type StoredTypes } from '../../../src/contract/contract.ts';
import type { Lookup } from '../../../src/kernel/version-change.ts';
import { checkResponse } from '../../support/check-response.ts';
import { VERSION_CHANGES } from '../../support/declared.ts';
import { unexpected } from './known-differences.ts';
import { firstShapesAt, shapesAt } from './release-shapes.ts';
import { coupon } from './samples/products.ts';
import { asSent } from './samples/shared.ts';
import { samples } from './samples.ts';

/** Versions without a release of the package. */
const WITHOUT_RELEASE = ['2025-03-01.dashboard'];

/** Installed first releases, for other tests. */
const INSTALLED = {
  '2025-02-24.acacia': 'stripe-17',
  '2025-08-27.basil': 'stripe-18',
  '2026-10-28.endive': 'stripe',
};

const { downgradeResponse } = createVersions(VERSION_CHANGES);

/** Returns the data that older versions embedded: lists, all of them empty, and coupons. No payment is of an invoice. */
const lookup: Lookup = {
  include: async (_, field) =>
    field === 'invoice'
      ? undefined
      : field === 'coupon'
        ? coupon()
        : { object: 'list', data: [], has_more: false, total_count: 0, url: `/v1/${field}` },
};

describe('the releases', () => {
  test('are those of all versions since 2022-08-01', () => {
    const versions = apiVersions().filter((version) => version >= '2022-08-01' && !WITHOUT_RELEASE.includes(version));
    expect(Object.keys(FIRST_RELEASES)).toEqual(versions);
  });

  test.each(Object.entries(INSTALLED))(
    'have the kept shapes of %s, as %s shows',
    { timeout: 60_000 },
    (version, packageName) => {
      const directory = fileURLToPath(new URL(`../../../node_modules/${packageName}/`, import.meta.url));
      for (const [file, content] of releaseFiles({ [version]: directory })) {
        const [[, shape] = []] = linkTypes(JSON.parse(content) as StoredTypes);
        expect(shape, `${file}: run \`npm run generate:releases\``).toEqual(
          firstShapesAt(version)(file.replace('.json', '')),
        );
      }
    },
  );
});

describe.each(Object.keys(FIRST_RELEASES))('at %s an object has every field of that release', (version) => {
  const known = Object.entries(samples()).filter(([name]) => shapesAt(version)(name));
  test.each(known)('%s', async (_, sample) => {
    const answer = asSent(await downgradeResponse(sample, version, lookup));
    expect(unexpected(checkResponse(answer, shapesAt(version)), version)).toEqual([]);
  });
});
