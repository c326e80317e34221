import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBare } from './storage-bare.ts';
import { createPayments } from './storage-payments.ts';

/** `bench/bare-rows.ts SECONDS`: payments a second that a bare loop writes as rows, sixteen a commit, each synced. */
const A_COMMIT = 16;
const folder = mkdtempSync(join(tmpdir(), 'florin-bare-'));
const bare = openBare(folder);
const payments = createPayments('acct_1bench');
const until = performance.now() + Number(process.argv[2] ?? 5) * 1000;
const started = performance.now();
let written = 0;
while (performance.now() < until) {
  bare.commit(Array.from({ length: A_COMMIT }, payments.next));
  written += A_COMMIT;
}
console.log(JSON.stringify({ perSecond: Math.round((written * 1000) / (performance.now() - started)) }));
bare.close();
rmSync(folder, { recursive: true });
