import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { DEFAULT_PAGE } from '../../kernel/list.ts';
import { type MetadataParam, mergeMetadata } from '../../kernel/metadata.ts';
import type { StoredFile } from '../type.ts';
import { linkPath } from './address.ts';
import { type FileLink, fileLinks } from './type.ts';

const SECRET_LENGTH = 24;

/** Creates a link to a downloadable file and updates the file's list of links. */
export function createLink(
  { work, caller }: Context,
  file: StoredFile,
  { expires_at: expiresAt, metadata }: { readonly expires_at?: number; readonly metadata?: MetadataParam },
): { link: FileLink; file: StoredFile } {
  const id = work.newId(fileLinks.prefix);
  const secret = work.newSecret(SECRET_LENGTH);
  const link = work.insert(fileLinks, {
    id,
    object: 'file_link',
    created: work.now,
    expired: false,
    expires_at: expiresAt ?? null,
    file: file.id,
    livemode: false,
    metadata: mergeMetadata({}, metadata),
    url: `${caller.baseUrl}${linkPath({ account: work.account, link: id, secret })}`,
    internal: { secret },
  });
  const all = [link, ...file.links.data];
  const data = all.slice(0, DEFAULT_PAGE);
  const links = { ...file.links, data, has_more: file.links.has_more || all.length > data.length };
  return { link, file: work.save<StoredFile>({ ...file, links }) };
}

/** Throws when a link would be over before it began. */
export function checkExpiry({ work }: Context, expiresAt: number | undefined, param: string): void {
  if (expiresAt === undefined || expiresAt > work.now) return;
  throw invalidRequest('`expires_at` must be in the future.', { param });
}
