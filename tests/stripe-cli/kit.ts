import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node:querystring';
import { fileURLToPath } from 'node:url';
import { createStripeCli } from '../../src/api/stripe-cli/stripe-cli.ts';
import { webhookEndpointOperations } from '../../src/events/webhook-endpoints.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { StripeError } from '../../src/kernel/errors.ts';
import { visible } from '../../src/kernel/visible.ts';
import { call, openPlatform } from '../events/kit.ts';

/** A key that opens `acct_1`; the door's own rules are tested with the API. */
export const KEY = 'sk_test_thisOpensTheWorld';

/** The platform with as much of an HTTP server as the CLI needs. */
export async function openServer<AnyClock extends Clock>(clock: AnyClock) {
  const platform = await openPlatform(clock);
  const { engine, eventFeed, requestLog, deliveryLog, errors } = platform;
  const account = await platform.openWorld('acct_1');
  const cli = createStripeCli({ engine, eventFeed, requestLog, deliveryLog, report: (error) => errors.push(error) });

  async function answer(method: string, path: string, form: Record<string, unknown>): Promise<object> {
    const [, event] = /^\/v1\/events\/(\w+)\/retry$/.exec(path) ?? [];
    if (path === '/v1/stripecli/sessions') return cli.handleSessions(account, form, base);
    if (event) return cli.handleRetry(account, event, form);
    return visible(await call<object>(engine, account, webhookEndpointOperations, `${method} ${path}`));
  }

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    // Lists arrive as `name[]`.
    const form = Object.fromEntries(
      Object.entries(parse(body)).map(([name, value]) =>
        name.endsWith('[]') ? [name.slice(0, -2), [value].flat()] : [name, value],
      ),
    );
    response.setHeader('content-type', 'application/json');
    try {
      const { pathname } = new URL(request.url ?? '/', base);
      const result = await answer(request.method ?? 'GET', pathname, form);
      response.end(JSON.stringify(result));
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      response.writeHead(error.status).end(JSON.stringify({ error: error.detail }));
    }
  });
  server.on('upgrade', (request, socket, head) => {
    if (!cli.handleUpgrade(request, socket, head)) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...platform,
    account,
    base,
    cli,
    async close() {
      cli.close();
      server.closeAllConnections();
      server.close();
      await platform.close();
    },
  };
}

export type Server = Awaited<ReturnType<typeof openServer>>;

const binary = fileURLToPath(new URL('../../node_modules/.bin/stripe', import.meta.url));

/** The official CLI, run against a server with a home of its own. */
export async function openCli(base: string) {
  const home = await mkdtemp(join(tmpdir(), 'stripe-cli-'));
  const children = new Set<ChildProcess>();
  return {
    /** Starts a command; `output` grows while it runs. */
    start(...args: string[]) {
      const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, STRIPE_CLI_TELEMETRY_OPTOUT: '1' };
      const child = spawn(process.execPath, [binary, ...args, '--api-key', KEY, '--api-base', base, '--color', 'off'], { env });
      children.add(child);
      const command = { output: '', exit: once(child, 'exit').then(([code]) => code as number), said };
      const waiting = new Set<() => void>();
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          command.output += chunk.toString('utf8');
          for (const look of waiting) look();
        });
      }
      /** Resolves with what the pattern matches once the command has printed it. */
      function said(pattern: RegExp): Promise<RegExpExecArray> {
        return new Promise((resolve, reject) => {
          const look = () => {
            const found = pattern.exec(command.output);
            if (!found) return;
            waiting.delete(look);
            resolve(found);
          };
          waiting.add(look);
          look();
          child.once('exit', () => reject(new Error(`the command ended without saying ${pattern}: ${command.output}`)));
        });
      }
      return command;
    },
    async close() {
      const ended = [...children].map((child) => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null));
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(ended);
      await rm(home, { recursive: true, force: true });
    },
  };
}
