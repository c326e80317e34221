/**
 * Makes what the upgrade tests open: fills a running Florin and writes down what its clients see.
 *
 *   florin start --port 4100 --data FOLDER --api-version 2026-10-28.endive
 *   node tests/suites/upgrades/record.ts http://127.0.0.1:4100 before-worlds
 *
 * Stop the server then, and compress FOLDER/florin.db beside the readings. Of a database the rows are kept: see rows.ts.
 */
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { fill } from './fill.ts';
import { asking, type Readings, readWorld } from './readings.ts';

const KEYS = ['sk_test_upgrade_one', 'sk_test_upgrade_two'];

/** What follows a payment by itself, and the first try of every delivery, has happened by then. */
const SETTLED_MS = 15_000;

const [, , baseUrl = '', name = ''] = argv;
for (const key of KEYS) await fill(baseUrl, key);
// A world whose clock is ahead of the others'.
await fetch(`${baseUrl}/_florin/clock/advance`, {
  method: 'POST',
  headers: { authorization: `Bearer ${KEYS[1]}` },
  body: new URLSearchParams({ by: '2m' }),
});
await setTimeout(SETTLED_MS);
const readings: Readings = {
  at: Date.now(),
  baseUrl,
  keys: KEYS,
  readings: (await Promise.all(KEYS.map((key) => readWorld(asking(fetch, baseUrl), key)))).flat(),
};
writeFileSync(`tests/suites/upgrades/fixtures/${name}.json.gz`, gzipSync(JSON.stringify(readings), { level: 9 }));
