import { execFile } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { AttemptReversedError } from '../../../src/network/network.ts';
import { ATTEMPT_SECONDS } from '../../../src/network/simulator/attempt-memory.ts';
import { openJournalFile, readJournal } from '../../../src/network/simulator/journal-file.ts';
import { createSimulator } from '../../../src/network/simulator/simulator.ts';
import { network } from './ask.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'florin-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

function newFile(): string {
  files += 1;
  return join(folder, `bank-${files}.jsonl`);
}

function decided(attempt: string, answer: unknown = 'yes', changes: object = {}) {
  const asked = { kind: 'capture', attempt, charged: 'visa', amount: 5, currency: 'usd' } as const;
  return { ...asked, authorization: 'a', effect: { captured: 5 }, outcome: 'succeeded', answer, ...changes };
}

describe('a journal in a file', () => {
  it('outlives its process: a retried attempt has the same result and one effect', async () => {
    const file = newFile();
    const before = network(createSimulator({ journal: openJournalFile(file) }));
    const asked = before.request(before.known('tok_visa'));
    const first = await before.simulator.authorize(asked);
    const after = network(createSimulator({ journal: openJournalFile(file) }));
    expect(await after.simulator.authorize(asked)).toEqual(first);
    expect(after.simulator.journal.entries()).toHaveLength(1);
    expect(readJournal(file).effects().get(asked.attempt)).toMatchObject({ authorized: 1000, captured: 1000 });
    expect(after.simulator.remote).toBe(true);
  });

  it('is one bank for all processes that have it open', async () => {
    const file = newFile();
    const [one, two] = [openJournalFile(file), openJournalFile(file)];
    one.remember(decided('x', 'from one'));
    expect(two.recall(decided('x'))?.answer).toBe('from one');
    two.undo('x');
    expect(one.recall(decided('x'))).toBeUndefined();
    expect(readJournal(file).effects().size).toBe(0);
    two.remember(decided('y', 'from two'));
    expect(one.recall(decided('y'))?.answer).toBe('from two');
  });

  it('returns the first result if two processes decide at once', () => {
    const file = newFile();
    const [one, two] = [openJournalFile(file), openJournalFile(file)];
    expect(one.recall(decided('x'))).toBeUndefined();
    expect(two.recall(decided('x'))).toBeUndefined();
    expect(one.remember(decided('x', 'from one')).answer).toBe('from one');
    expect(two.remember(decided('x', 'from two')).answer).toBe('from one');
    const read = readJournal(file);
    expect(read.effects().get('a')).toMatchObject({ captured: 5 });
    expect(read).toMatchObject({ repeated: 1, torn: 0 });
  });

  it('returns the same result to all processes, even at once', async () => {
    const file = newFile();
    const attempts = 2_000;
    const child = join(import.meta.dirname, 'journal-file.child.ts');
    const decide = (name: string) =>
      run(process.execPath, ['--disable-warning=ExperimentalWarning', child, file, name, `${attempts}`]);
    const [first, ...others] = await Promise.all(['one', 'two', 'three'].map(decide));
    for (const other of others) expect(other?.stdout).toBe(first?.stdout);
    expect(JSON.parse(first?.stdout ?? '')).toHaveLength(attempts);
    const read = readJournal(file);
    expect(read.entries()).toHaveLength(attempts);
    expect(read.effects().get('one')).toMatchObject({ captured: (attempts * (attempts - 1)) / 2 });
    expect(read.torn).toBe(0);
  });

  it('rejects an attempt after its reversal, in any process', () => {
    const file = newFile();
    const [one, two] = [openJournalFile(file), openJournalFile(file)];
    one.undo('x');
    expect(two.isReversed('x')).toBe(true);
    expect(() => two.remember(decided('x', 'late'))).toThrow(AttemptReversedError);
    expect(readJournal(file).effects().size).toBe(0);
  });

  it('resumes an attempt that waited for the customer, once', () => {
    const file = newFile();
    const [one, two] = [openJournalFile(file), openJournalFile(file)];
    const waiting = { kind: 'authorize', effect: {}, outcome: 'action_required' };
    one.remember(decided('x', 'asks', waiting));
    expect(two.recall({ ...decided('x'), kind: 'authorize' })?.answer).toBe('asks');
    const acted = { ...decided('x'), kind: 'authorize', action: 'succeeded' } as const;
    expect(two.recall(acted)).toBeUndefined();
    two.remember({ ...acted, answer: 'done', effect: { authorized: 5 } });
    expect(one.recall({ ...acted, action: 'failed' })?.answer).toBe('done');
    expect(readJournal(file).effects().get('a')).toMatchObject({ authorized: 5 });
  });

  it('survives an incomplete line of a killed process', () => {
    const file = newFile();
    const [one, two] = [openJournalFile(file), openJournalFile(file)];
    one.remember(decided('x'));
    const whole = statSync(file).size;
    one.remember(decided('y'));
    truncateSync(file, whole + 40);
    const three = openJournalFile(file);
    three.remember(decided('z', 'after'));
    expect(two.recall(decided('z'))?.answer).toBe('after');
    expect(two.recall(decided('y'))).toBeUndefined();
    expect(readJournal(file)).toMatchObject({ torn: 1 });
  });

  it('repeats entries that followed an unseen incomplete line', () => {
    const file = newFile();
    const one = openJournalFile(file);
    one.remember(decided('x'));
    appendFileSync(file, '{"kind":"capture","att');
    expect(one.remember(decided('y', 'told')).answer).toBe('told');
    expect(openJournalFile(file).recall(decided('y'))?.answer).toBe('told');
    expect(readJournal(file).effects().get('a')).toMatchObject({ captured: 10 });
  });

  it('keeps only the newest attempts in memory, and reads all on request', () => {
    const file = newFile();
    const journal = openJournalFile(file, { limit: 3 });
    for (const name of ['a', 'b', 'c', 'd', 'e']) journal.remember(decided(name));
    expect(journal.entries().map(({ attempt }) => attempt)).toEqual(['c', 'd', 'e']);
    expect(openJournalFile(file, { limit: 2 }).entries()).toHaveLength(2);
    expect(readJournal(file).entries()).toHaveLength(5);
  });

  it('reads the end of a long file only', () => {
    const file = newFile();
    const line = (n: number) => `${JSON.stringify({ at: 0, id: `w.${n}`, ...decided(`old_${n}`, 'x'.repeat(900)) })}\n`;
    appendFileSync(file, Array.from({ length: 20_000 }, (_, n) => line(n)).join(''));
    expect(statSync(file).size).toBeGreaterThan(20_000_000);
    const journal = openJournalFile(file, { limit: Number.POSITIVE_INFINITY });
    const read = journal.entries();
    expect(read.length).toBeGreaterThan(10_000);
    expect(read.length).toBeLessThan(18_000);
    expect(read.at(-1)?.attempt).toBe('old_19999');
  });

  it("reuses an attempt's id after a day, in any process", () => {
    const file = newFile();
    let now = 1_000;
    const journal = openJournalFile(file, { now: () => now });
    journal.remember(decided('x'));
    now += ATTEMPT_SECONDS * 1000;
    expect(journal.recall(decided('x'))).toBeUndefined();
    journal.remember(decided('x'));
    expect(readJournal(file).effects().get('a')).toMatchObject({ captured: 10 });
  });

  it('is readable by its owner only, and rejects other files', () => {
    const file = newFile();
    openJournalFile(file).remember(decided('x'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const other = newFile();
    writeFileSync(other, 'name,amount\nJenny,5\n');
    expect(() => openJournalFile(other)).toThrow('is not a network journal');
    expect(readFileSync(other, 'utf8')).toBe('name,amount\nJenny,5\n');
    expect(() => openJournalFile(join(folder, 'missing', 'bank.jsonl'))).toThrow('ENOENT');
  });

  it('reports that the file was truncated', () => {
    const file = newFile();
    const journal = openJournalFile(file);
    journal.remember(decided('x'));
    truncateSync(file, 0);
    expect(() => journal.recall(decided('y'))).toThrow('was truncated');
  });
});
