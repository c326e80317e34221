import { hash } from 'node:crypto';
import type { Context } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';
import type { Storage } from '../kernel/storage.ts';

/**
 * What files hold. A storage keeps objects of some kilobytes in commits of a few megabytes, and a file is neither: so its
 * content is kept as a row of objects, a few a commit, before the file itself is. They are named after the content,
 * and therefore the same when a decision runs again, a request is tried again, or a file is uploaded twice.
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

/** Keeps a file's content. Returns the ids under which `readContents` finds it again. */
export async function keepContents(context: Context, bytes: Uint8Array): Promise<string[]> {
  const digest = hash('sha256', bytes, 'hex');
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

/** A file's content as it was kept. */
export async function readContents(storage: Storage, world: string, ids: readonly string[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const id of ids) {
    const stored = await storage.readObject(world, id);
    if (!stored) throw new Error(`a part of a file is gone: ${id}`);
    parts.push(Buffer.from((JSON.parse(stored.body) as Chunk).data, 'base64'));
  }
  return Buffer.concat(parts);
}
