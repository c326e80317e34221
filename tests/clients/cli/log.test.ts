import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { createLog } from '../../../src/cli/observe/log.ts';

/**
 * A writable log stream that can fail like a file on a full disk and, like `process.stdout`, be written again
 * afterwards.
 */
function place() {
  const state = { full: false, lines: [] as string[] };
  const stream = new Writable();
  const write = (text: string, done: (error?: Error) => void): boolean => {
    const error = state.full ? new Error('ENOSPC: no space left on device, write') : undefined;
    if (!error) state.lines.push(...text.split('\n').filter(Boolean));
    process.nextTick(() => {
      done(error);
      if (error) stream.emit('error', error);
    });
    return true;
  };
  return { state, out: Object.assign(stream, { write }) };
}

it('counts lines lost on a full disk, and continues once there is space', async () => {
  const { state, out } = place();
  const log = createLog('json', out, () => 0);
  const say = async (doing: string) => {
    log.report('why', doing);
    log.flush();
    await new Promise((resolve) => setImmediate(resolve));
  };
  await say('first');
  state.full = true;
  await say('second');
  await say('third');
  state.full = false;
  await say('fourth');
  const told = state.lines.map((line) => JSON.parse(line) as { msg: string; lines?: number });
  expect(told.map(({ msg, lines }) => (lines === undefined ? msg : `${msg}: ${lines}`))).toEqual([
    'first failed',
    'fourth failed',
    'log lines were dropped: 2',
  ]);
});

it('cuts the text of an error', async () => {
  const { state, out } = place();
  const log = createLog('json', out, () => 0);
  log.report(new Error('x'.repeat(1_000_000)), 'reading');
  log.flush();
  await new Promise((resolve) => setImmediate(resolve));
  expect(state.lines.map((line) => (JSON.parse(line) as { error: string }).error.length)).toEqual([16_384]);
});
