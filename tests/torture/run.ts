/**
 * Runs the torture. `npm run torture` runs all of it, `npm run torture -- kill-file disk` some parts, `--short` the
 * size that the tests run, `--seed 7` repeats the random numbers of another run, and `--only` runs that seed alone in
 * parts with many seeds. `--shards 8` and `--pooler pgbouncer` are about the PostgreSQL of the parts that use one. Prints
 * figures and the seed. The exit code is not 0 if a part found problems.
 */
import { parseArgs } from 'node:util';
import { PARTS, PARTS_BY_NAME } from './parts.ts';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string' },
    short: { type: 'boolean' },
    only: { type: 'boolean' },
    shards: { type: 'string' },
    pooler: { type: 'string' },
  },
  allowPositionals: true,
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isSafeInteger(seed)) throw new Error(`--seed ${values.seed} is not a whole number.`);
if (values.shards !== undefined) process.env.FLORIN_TORTURE_SHARDS = values.shards;
if (values.pooler !== undefined) process.env.FLORIN_TORTURE_POOLER = values.pooler;
const all = [...PARTS, ...PARTS_BY_NAME];
for (const name of positionals) {
  if (!all.some((part) => part.name === name))
    throw new Error(`Unknown part ${name}. Use one of ${all.map((part) => part.name).join(', ')}.`);
}

const wanted = positionals.length === 0 ? PARTS : all.filter(({ name }) => positionals.includes(name));
let problems = 0;
for (const part of wanted) {
  console.log(`\n${part.name}: ${part.does}`);
  const begun = performance.now();
  const result = await part.run({
    seed,
    size: values.short ? 'short' : 'full',
    ...(values.only && { only: true }),
    tell: (line) => console.log(`  ${line}`),
  });
  for (const [what, figure] of Object.entries(result.figures)) console.log(`  ${what.padEnd(44)} ${figure}`);
  for (const problem of result.problems.slice(0, 20)) console.log(`  NOT RIGHT: ${problem}`);
  if (result.problems.length > 20) console.log(`  NOT RIGHT: and ${result.problems.length - 20} more`);
  console.log(`  ${Math.round((performance.now() - begun) / 1000)} s`);
  problems += result.problems.length;
}
console.log(`\n${wanted.length} parts, ${problems} problems, seed ${seed}`);
process.exit(problems === 0 ? 0 : 1);
