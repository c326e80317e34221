import { nameIn, type Scope, scopeOf } from '../kernel/account-names.ts';
import { type Context, port } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import type { Storage } from '../kernel/storage.ts';
import { createTurns, type Turns } from '../kernel/turns.ts';

/**
 * The content of files. The storage is made for objects of some kilobytes and commits of a few megabytes, so a file's
 * content is stored as a sequence of chunk objects, a few per commit, before the file itself. Chunks are named by their
 * content hash, so reruns, retries and repeated uploads write the same chunks.
 */
interface Chunk extends Entity {
  readonly object: 'file_chunk';
  /** Base64. */
  readonly data: string;
}

const chunks: ResourceType<Chunk> = {
  object: 'file_chunk',
  prefix: 'filechunk',
  noun: 'file chunk',
  idParam: 'id',
  listed: false,
};

/** Bytes of a chunk, which base64 makes half a megabyte of, and how many are committed at once. */
export const CHUNK_BYTES = 384 * 1024;
const CHUNKS_A_COMMIT = 6;

/** Contents that are stored at once: each fills a commit of the storage, and other requests wait for it. */
const STORED_AT_ONCE = 2;
/** The most uploads that are stored or wait for it; those of pages leave half of the places to servers. */
export const MOST_UPLOADS = 16;
export const MOST_UPLOADS_OF_PAGES = MOST_UPLOADS / 2;

/** Contents that are read at once, and the most downloads that are read or wait for it. */
const READ_AT_ONCE = 2;
export const MOST_DOWNLOADS = 256;

/** The turns of contents that are stored and read. */
interface ContentTurns {
  readonly storing: Turns;
  readonly reading: Turns;
}

export const contentTurnsPort = port<ContentTurns>('files.content_turns');

export function createContentTurns(): ContentTurns {
  return { storing: createTurns(STORED_AT_ONCE), reading: createTurns(READ_AT_ONCE) };
}

/** Stores a file's content, given its hash. Returns the chunk ids for `readContents`. Throws 429 beyond the most uploads. */
export function keepContents(context: Context, bytes: Uint8Array, digest: string): Promise<string[]> {
  const most = context.caller.key === 'secret' ? MOST_UPLOADS : MOST_UPLOADS_OF_PAGES;
  return context.use(contentTurnsPort).storing.run(most, () => storeChunks(context, bytes, digest));
}

async function storeChunks(context: Context, bytes: Uint8Array, digest: string): Promise<string[]> {
  const ids: string[] = [];
  const data = (place: number) =>
    Buffer.from(bytes.subarray(place * CHUNK_BYTES, (place + 1) * CHUNK_BYTES)).toString('base64');
  for (let place = 0; place * CHUNK_BYTES < bytes.length; place++) ids.push(`${chunks.prefix}_${digest}_${place}`);
  for (let first = 0; first < ids.length; first += CHUNKS_A_COMMIT) {
    await context.commitSeparately(async ({ work }) => {
      for (const [index, id] of ids.slice(first, first + CHUNKS_A_COMMIT).entries()) {
        if (await work.get(chunks, id)) continue;
        work.insert(chunks, { id, object: 'file_chunk', data: data(first + index) });
      }
    });
  }
  return ids;
}

/** Returns the content of a file of an account. Throws 429 beyond the most downloads. */
export function readContents(
  { storage, use }: Pick<Context, 'storage' | 'use'>,
  account: string,
  ids: readonly string[],
): Promise<Buffer> {
  return use(contentTurnsPort).reading.run(MOST_DOWNLOADS, () => readChunks(storage, scopeOf(account), ids));
}

async function readChunks(storage: Storage, { world, account }: Scope, ids: readonly string[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const id of ids) {
    const stored = await storage.readObject(world, nameIn(account, id));
    if (!stored) throw new Error(`a part of a file is missing: ${id}`);
    parts.push(Buffer.from((JSON.parse(stored.body) as Chunk).data, 'base64'));
  }
  return Buffer.concat(parts);
}
