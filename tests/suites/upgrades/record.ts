/**
 * Makes the data that the upgrade tests open: fills a running Florin and records what its clients see.
 *
 *   florin start --port 4100 --data FOLDER --api-version 2026-10-28.endive
 *   node tests/suites/upgrades/record.ts http://127.0.0.1:4100 before-worlds
 *
 * Then stop it and compress FOLDER/florin.db to fixtures/before-worlds.db.gz. The rows of a database are dumped by
 *
 *   node tests/suites/upgrades/record.ts postgres://… before-worlds-postgres
 */
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { fill } from './fill.ts';
import { asking, type Readings, readWorld } from './readings.ts';
import { dumpRows } from './rows.ts';

const KEYS = ['sk_test_upgrade_one', 'sk_test_upgrade_two'];

/** Time in which the consequences of payments and the first attempts of deliveries happen. */
const SETTLED_MS = 15_000;

function write(name: string, content: object): void {
  const file = `tests/suites/upgrades/fixtures/${name}.gz`;
  writeFileSync(file, gzipSync(JSON.stringify(content), { level: 9 }));
}

async function record(baseUrl: string): Promise<Readings> {
  for (const key of KEYS) await fill(baseUrl, key);
  // A world whose clock is ahead.
  await fetch(`${baseUrl}/_florin/clock/advance`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS[1]}` },
    body: new URLSearchParams({ by: '2m' }),
  });
  await setTimeout(SETTLED_MS);
  const readings = await Promise.all(KEYS.map((key) => readWorld(asking(fetch, baseUrl), key)));
  return { at: Date.now(), baseUrl, keys: KEYS, readings: readings.flat() };
}

const [, , url = '', name = ''] = argv;
if (url.startsWith('postgres')) write(`${name}.rows`, await dumpRows(url));
else write(`${name}.json`, await record(url));
