import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../../support/harness.ts';
import { LANGUAGES } from '../languages/languages.ts';
import { readRecording, replay } from '../languages/recording.ts';
import { STEPS } from '../languages/steps.ts';

// The requests of the official libraries of other languages, as they were recorded. `npm run clients` runs the libraries.
let harness: Harness;
beforeAll(async () => {
  harness = await createHarness({ apiVersion: '2026-02-25.clover' });
});
afterAll(() => harness.close());

describe.each(LANGUAGES.map(({ name }) => name))('the requests of the %s library', (name) => {
  it('are answered as they were', async () => {
    const recording = readRecording(name);
    const mismatches = await replay(recording, `sk_test_${name}`, async ({ method, path, headers, body }) => {
      const response = await harness.florin.fetch(`http://127.0.0.1:12111${path}`, {
        method,
        headers: headers.map((line) => line.split(/: (.*)/, 2) as [string, string]),
        ...(method === 'POST' && { body: new Uint8Array(body) }),
      });
      return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
    });
    expect([...mismatches.values()].flat()).toEqual([]);
    expect([...mismatches.keys()]).toEqual(STEPS.filter((step) => mismatches.has(step)));
    expect(mismatches.size).toBeGreaterThanOrEqual(STEPS.length - 1);
  });
});
