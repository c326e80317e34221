import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { wallClock } from '../../kernel/clock.ts';
import { AttemptReversedError } from '../network.ts';
import { type AttemptMemory, createAttemptMemory, type Noted } from './attempt-memory.ts';
import type { Journal, OpenJournal } from './journal.ts';

/** Newest attempts of a file that a process keeps in memory. */
const FILE_JOURNAL_LIMIT = 20_000;
/** Bytes read from the end of a file when it is opened. An entry has 300 to 600 bytes. */
const TAIL_BYTES = 16 * 1024 * 1024;
const PORTION_BYTES = 64 * 1024;
/** Longest line; longer ones are not entries. */
const LONGEST_LINE_BYTES = 1024 * 1024;
/** Tries to write an entry that landed behind a partial line of a killed process. */
const MOST_WRITES = 3;
const NEWLINE = 10;

/** A line of the file: an attempt, or a reversal. */
type Line = Noted | { readonly kind: 'undo'; readonly attempt: string; readonly at: number };

/**
 * A journal that outlives its process: a file of JSON lines that any number of processes append to and follow. Of two
 * entries for one attempt the first in the file counts, so all processes act as one bank. An entry is one write with
 * O_APPEND: the operating system has it before the result is returned, so a killed process loses nothing. It is not
 * synced: a simulated bank need not survive a power cut. Throws if the file cannot be opened or is not a journal.
 */
export function openJournalFile(
  file: string,
  { limit = FILE_JOURNAL_LIMIT, now = wallClock.now }: { limit?: number; now?: () => number } = {},
): OpenJournal {
  const fd = openSync(file, 'a+', 0o600);
  const memory = createAttemptMemory(limit);
  const tail = followLines(fd, Math.max(0, fstatSync(fd).size - TAIL_BYTES));
  // Ids must be unique, even against an earlier process with the same pid.
  const writer = randomBytes(6).toString('base64url');
  let written = 0;
  const found = tail.read((line) => void take(memory, line));
  if (found.entries === 0 && found.others > 0) {
    closeSync(fd);
    throw new Error(`${file} is not a network journal. Use an existing journal, or a new file.`);
  }

  /** Reads what all processes wrote since; returns the entry that counts for this id. */
  function follow(id?: string): Noted | undefined {
    let counts: Noted | undefined;
    tail.read((line) => {
      const taken = take(memory, line);
      if (line.kind !== 'undo' && line.id === id) counts = taken;
    });
    return counts;
  }

  function append(line: Line): void {
    // A partial last line is from a killed process; start a new line so that ours stays readable.
    const text = Buffer.from(`${tail.isHalf() ? '\n' : ''}${JSON.stringify(line)}\n`);
    const bytes = writeSync(fd, text);
    if (bytes !== text.length) throw new Error(`Only ${bytes} of ${text.length} bytes could be written to ${file}.`);
  }

  return {
    shared: true,
    entries: () => read(memory.entries),
    entriesOf: (account) => read(() => memory.entriesOf(account)),
    effects: () => read(memory.effects),
    recall(asked) {
      follow();
      return memory.recall(asked, now());
    },
    remember(decided) {
      written += 1;
      const entry = { at: now(), id: `${writer}.${written}`, ...decided };
      for (let writes = 0; writes < MOST_WRITES; writes++) {
        append(entry);
        const counts = follow(entry.id);
        if (counts) return counts;
        if (memory.isReversed(entry.attempt)) throw new AttemptReversedError(entry.attempt);
      }
      throw new Error(`${file} cannot be read back after writing.`);
    },
    undo(attempt) {
      follow();
      append({ at: now(), kind: 'undo', attempt });
      follow();
    },
    isReversed: (attempt) => read(() => memory.isReversed(attempt)),
    close: () => closeSync(fd),
  };

  function read<T>(of: () => T): T {
    follow();
    return of();
  }
}

/** The state of a whole journal file, and its integrity. */
interface ReadJournal extends Journal {
  /** Entries for attempts that another process decided first. They do not count. */
  readonly repeated: number;
  /** Partial lines of killed processes. */
  readonly torn: number;
}

/** Reads a whole journal file into memory. Throws if there is none. */
export function readJournal(file: string): ReadJournal {
  const fd = openSync(file, 'r');
  try {
    const memory = createAttemptMemory(Number.POSITIVE_INFINITY);
    let repeated = 0;
    const tail = followLines(fd, 0);
    const { others } = tail.read((line) => {
      const counts = take(memory, line);
      if (line.kind !== 'undo' && counts !== line) repeated += 1;
    });
    return { entries: memory.entries, entriesOf: memory.entriesOf, effects: memory.effects, repeated, torn: others };
  } finally {
    closeSync(fd);
  }
}

/** Adds the next line of a file. Entries of an attempt that was reversed before do not count. */
function take(memory: AttemptMemory, line: Line): Noted | undefined {
  if (line.kind !== 'undo') return memory.isReversed(line.attempt) ? undefined : memory.add(line);
  memory.reverse(line.attempt);
  return undefined;
}

/** Reads the lines of a growing file from `offset`, which may be inside a line. */
function followLines(fd: number, offset: number) {
  const portion = Buffer.alloc(PORTION_BYTES);
  let position = offset;
  let half = Buffer.alloc(0);
  let isWhole = offset === 0;

  return {
    /** True if the file ended inside a line at the last read. */
    isHalf: () => half.length > 0,
    /** Calls back for each new entry; returns the number of entries and of other lines. */
    read(tell: (line: Line) => void): { entries: number; others: number } {
      const counted = { entries: 0, others: 0 };
      for (;;) {
        const count = readSync(fd, portion, 0, portion.length, position);
        if (count === 0) {
          if (fstatSync(fd).size < position) throw new Error('The network journal was truncated while it was open.');
          return counted;
        }
        position += count;
        let rest = Buffer.concat([half, portion.subarray(0, count)]);
        for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
          const line = isWhole ? parse(rest.toString('utf8', 0, end)) : 'nothing';
          isWhole = true;
          rest = rest.subarray(end + 1);
          if (line === 'nothing') continue;
          counted[line ? 'entries' : 'others'] += 1;
          if (line) tell(line);
        }
        if (rest.length > LONGEST_LINE_BYTES) throw new Error('A line of the network journal is too long.');
        half = rest;
      }
    },
  };
}

/** Returns the entry of a line, or undefined if it is not one. */
function parse(text: string): Line | undefined | 'nothing' {
  if (text === '') return 'nothing';
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    return typeof line?.kind === 'string' && typeof line.attempt === 'string' ? (line as Line) : undefined;
  } catch {
    // A partial line: its process was killed before it returned the result.
    return undefined;
  }
}
