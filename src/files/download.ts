import type { Context } from '../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { readContents } from './contents.ts';
import { fileLinks, linkAsOf } from './links/type.ts';
import { files, hasExpired, type StoredFile } from './type.ts';

/** A file's content and name. */
export interface Download {
  readonly bytes: Buffer;
  readonly mimetype: string;
  readonly filename: string;
}

/** Returns a file for download by a server. Throws if it does not exist, has expired or cannot be downloaded. */
export async function downloadable({ work }: Context, id: string): Promise<StoredFile> {
  const file = await work.require(files, id);
  if (hasExpired(file, work.now)) throw resourceMissing(files.noun, id, files.idParam);
  if (file.url === null) throw invalidRequest(`Files with the purpose ${file.purpose} cannot be downloaded.`);
  return file;
}

/** Returns the file of a link's URL; undefined if the link is invalid or expired. */
export async function linked({ work }: Context, id: string, secret: string): Promise<StoredFile | undefined> {
  const link = await work.get(fileLinks, id);
  if (!link || link.internal.secret !== secret || linkAsOf(link, work.now).expired) return undefined;
  const file = await work.get(files, link.file);
  return file && !hasExpired(file, work.now) ? file : undefined;
}

export async function download(
  parts: Pick<Context, 'storage' | 'use'>,
  account: string,
  file: StoredFile,
): Promise<Download> {
  const { chunks, mimetype } = file.internal;
  return { bytes: await readContents(parts, account, chunks), mimetype, filename: file.filename ?? file.id };
}

/**
 * Returns a `Content-Disposition` that displays the file inline and names it for saving (RFC 6266). Names that an older
 * Florin stored can contain half of a character.
 */
export function disposition(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  return `inline; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(filename.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`;
}
