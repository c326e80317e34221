import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { killTree, ordinaryUser, type Program, startProgram } from './programs.ts';

const MEMBERS = ['db1', 'db2', 'db3'] as const;
const BINARIES = process.env.FLORIN_TORTURE_POSTGRES_BIN ?? '/usr/lib/postgresql/15/bin';
/** Seconds: how long the lock of a primary that is gone holds, and how often members look. */
const TTL = 10;
const LOOP_WAIT = 2;
const RETRY_TIMEOUT = 3;
const STARTED_WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 100;

type Name = (typeof MEMBERS)[number];

interface Member {
  readonly name: Name;
  readonly folder: string;
  readonly file: string;
  readonly port: number;
  readonly rest: number;
  program: Program;
}

/** A member as Patroni describes it. */
interface Described {
  readonly name: string;
  readonly role: string;
  readonly state: string;
}

/** Three PostgreSQL servers with synchronous replication under Patroni, behind HAProxy. */
export interface PatroniCluster {
  /** An address that leads to the primary. */
  readonly url: string;
  /** Resolves with the primary's name once it has a replica that acknowledges, and all members are there. */
  healthy(): Promise<string>;
  /** Ends the primary and its Patroni at once, as if its machine were gone. Resolves with its name. */
  killPrimary(): Promise<string>;
  /** Starts a member that was ended. It follows the new primary. */
  revive(name: string): void;
  /** Asks the primary to change places with a replica. */
  switchOver(): Promise<void>;
  remove(): Promise<void>;
}

/** Needs the Debian packages patroni, etcd-server, haproxy and postgresql-15. */
export async function startPatroni(): Promise<PatroniCluster> {
  const root = mkdtempSync(join(tmpdir(), 'florin-patroni-'));
  ownedByOrdinary(root);
  const [client, peer, front] = [await freePort(), await freePort(), await freePort()];
  const etcd = startProgram('etcd', etcdOptions(root, client, peer));
  const members: Member[] = [];
  for (const name of MEMBERS) members.push(await makeMember(root, name, client));
  const config = join(root, 'haproxy.cfg');
  writeFileSync(config, haproxyConfig(front, members));
  const haproxy = startProgram('haproxy', ['-f', config]);

  async function describe(): Promise<readonly Described[]> {
    for (const { rest } of members) {
      try {
        const answer = await fetch(`http://127.0.0.1:${rest}/cluster`, { signal: AbortSignal.timeout(1_000) });
        const { members: all } = (await answer.json()) as { members: readonly Described[] };
        return all;
      } catch {
        // This member is down: the next one answers.
      }
    }
    return [];
  }

  const primaryOf = (all: readonly Described[]) => all.find(({ role }) => role === 'leader' || role === 'master');

  const cluster: PatroniCluster = {
    url: `postgres://florin:florin@127.0.0.1:${front}/postgres`,
    async healthy() {
      for (const end = performance.now() + STARTED_WITHIN_MS; ; await wait(LOOK_EVERY_MS)) {
        const all = await describe();
        const primary = primaryOf(all);
        const running = all.filter(({ state }) => state === 'running' || state === 'streaming');
        const acknowledges = all.some(({ role }) => role === 'sync_standby');
        if (primary && acknowledges && running.length === members.length) return primary.name;
        if (performance.now() < end) continue;
        const printed = members.map(({ name, program }) => `${name}: ${program.printed()}`).join('\n');
        throw new Error(`The cluster did not get healthy: ${JSON.stringify(all)}\n${etcd.printed()}\n${printed}`);
      }
    },
    async killPrimary() {
      const name = await cluster.healthy();
      const member = members.find((one) => one.name === name);
      if (!member) throw new Error(`${name} is not a member.`);
      await endMember(member);
      return name;
    },
    revive(name) {
      const member = members.find((one) => one.name === name);
      if (member) member.program = startPatroniOf(member.file);
    },
    async switchOver() {
      const leader = await cluster.healthy();
      const [asked] = members;
      const answer = await fetch(`http://127.0.0.1:${asked?.rest}/switchover`, {
        method: 'POST',
        body: JSON.stringify({ leader }),
      });
      if (!answer.ok) throw new Error(`The switchover was refused: ${await answer.text()}`);
    },
    async remove() {
      await haproxy.kill();
      for (const member of members) await endMember(member);
      await etcd.kill();
      rmSync(root, { recursive: true, force: true });
    },
  };
  try {
    await cluster.healthy();
    return cluster;
  } catch (error) {
    await cluster.remove();
    throw error;
  }
}

/** Ends a member's PostgreSQL, which is not a child of its Patroni, and its Patroni. */
async function endMember({ folder, program }: Member): Promise<void> {
  const file = join(folder, 'data', 'postmaster.pid');
  const postmaster = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
  const ended = program.kill();
  if (postmaster !== undefined) killTree(postmaster);
  await ended;
}

async function makeMember(root: string, name: Name, etcd: number): Promise<Member> {
  const folder = join(root, name);
  mkdirSync(folder);
  ownedByOrdinary(folder);
  const [port, rest] = [await freePort(), await freePort()];
  const file = join(folder, 'patroni.yml');
  writeFileSync(file, patroniConfig({ name, folder, port, rest, etcd }));
  return { name, folder, file, port, rest, program: startPatroniOf(file) };
}

function startPatroniOf(file: string): Program {
  return startProgram('patroni', [file]);
}

function ownedByOrdinary(folder: string): void {
  const user = ordinaryUser();
  if (user) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
}

function etcdOptions(root: string, client: number, peer: number): string[] {
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  return [
    ...['--name', 'one', '--data-dir', join(root, 'etcd')],
    ...['--listen-client-urls', clients, '--advertise-client-urls', clients],
    ...['--listen-peer-urls', peers, '--initial-advertise-peer-urls', peers, '--initial-cluster', `one=${peers}`],
  ];
}

/** JSON is YAML. */
function patroniConfig(of: { name: Name; folder: string; port: number; rest: number; etcd: number }): string {
  const login = (username: string) => ({ username, password: username });
  return JSON.stringify({
    scope: 'florin',
    name: of.name,
    restapi: { listen: `127.0.0.1:${of.rest}`, connect_address: `127.0.0.1:${of.rest}` },
    etcd3: { host: `127.0.0.1:${of.etcd}` },
    bootstrap: {
      dcs: {
        ttl: TTL,
        loop_wait: LOOP_WAIT,
        retry_timeout: RETRY_TIMEOUT,
        synchronous_mode: true,
        postgresql: {
          use_pg_rewind: true,
          // Processes end here, not the machine: what the kernel has is not lost.
          parameters: { max_connections: 100, wal_keep_size: '512MB', fsync: 'off' },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C' }, 'data-checksums'],
      pg_hba: ['host all all 127.0.0.1/32 trust', 'host replication all 127.0.0.1/32 trust'],
    },
    postgresql: {
      listen: `127.0.0.1:${of.port}`,
      connect_address: `127.0.0.1:${of.port}`,
      data_dir: join(of.folder, 'data'),
      bin_dir: BINARIES,
      pgpass: join(of.folder, 'pgpass'),
      authentication: { superuser: login('florin'), replication: login('replicator'), rewind: login('florin') },
      parameters: { unix_socket_directories: of.folder },
      remove_data_directory_on_rewind_failure: true,
      remove_data_directory_on_diverged_timelines: true,
    },
  });
}

function haproxyConfig(front: number, members: readonly Member[]): string {
  return `global
  maxconn 1000
defaults
  mode tcp
  timeout connect 1s
  timeout client 1h
  timeout server 1h
  timeout check 1s
listen primary
  bind 127.0.0.1:${front}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
${members.map(({ name, port, rest }) => `  server ${name} 127.0.0.1:${port} check port ${rest}`).join('\n')}
`;
}
