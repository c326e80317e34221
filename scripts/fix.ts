/** `npm run fix`: formats, applies what the linter can mend by itself, and writes the pages that are made from the code. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import * as apiVersions from './api-versions-page.ts';
import * as coverage from './coverage-page.ts';
import * as paymentMethods from './payment-methods-page.ts';

for (const { PAGE, page } of [apiVersions, coverage, paymentMethods]) writeFileSync(PAGE, page());
const biome = ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.'];
process.exitCode = spawnSync(process.execPath, biome, { stdio: 'inherit' }).status ?? 1;
