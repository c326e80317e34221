import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import type { Command } from './languages.ts';
import type { Send } from './recording.ts';

/**
 * Starts a language's program that sends requests. Each of its input lines is a request: the method, the URL, and the
 * header lines and the body in base64, separated by tabs. It answers with the status and the body in base64.
 */
export function startSender(url: string, [program, ...args]: Command): { send: Send; close(): void } {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async send({ method, path, headers, body }) {
      const fields = [method, `${url}${path}`, base64(headers.join('\n')), body.toString('base64')];
      child.stdin.write(`${fields.join('\t')}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${program} ended before it answered ${method} ${path}`);
      const [status, answer = ''] = value.split('\t');
      return { status: Number(status), body: Buffer.from(answer, 'base64') };
    },
    close: () => void child.stdin.end(),
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
