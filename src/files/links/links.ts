import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkNamed } from '../../kernel/list.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { resource } from '../../kernel/resource.ts';
import { notShared } from '../create.ts';
import { files, hasExpired, type StoredFile } from '../type.ts';
import { checkExpiry, createLink } from './create.ts';
import { type FileLink, fileLinks, linkAsOf } from './type.ts';

async function create(context: Context, params: Stripe.FileLinkCreateParams): Promise<FileLink> {
  const { work } = context;
  const file = await work.require(files, params.file, 'file');
  if (file.url === null) throw notShared(file.purpose, 'file');
  if (hasExpired(file, work.now)) throw invalidRequest('This file has expired.', { param: 'file' });
  checkExpiry(context, params.expires_at, 'expires_at');
  return createLink(context, file, params).link;
}

async function update(context: Context, current: FileLink, params: Stripe.FileLinkUpdateParams): Promise<FileLink> {
  const { work } = context;
  if (linkAsOf(current, work.now).expired) {
    throw invalidRequest('This link has expired and can no longer be updated. Create a new link.');
  }
  const { expires_at: expiry } = params;
  if (typeof expiry === 'number') checkExpiry(context, expiry, 'expires_at');
  const expiresAt = expiry === 'now' ? work.now : expiry === undefined ? current.expires_at : expiry || null;
  const link = linkAsOf(
    { ...current, expires_at: expiresAt, metadata: mergeMetadata(current.metadata, params.metadata) },
    work.now,
  );
  const file = await work.require(files, link.file);
  const data = file.links.data.map((known) => (known.id === link.id ? link : known));
  work.save<StoredFile>({ ...file, links: { ...file.links, data } });
  return work.save(link);
}

export const fileLinkResource = resource(fileLinks, {
  collection: '/v1/file_links',
  item: '/v1/file_links/{link}',
  create,
  retrieve: true,
  update,
  list: async ({ file, expired }, context) => {
    await checkNamed(context, files, file, 'file');
    const { now } = context.work;
    return {
      where: { file, expires_at: expired === undefined ? undefined : expired ? { to: now } : { from: now + 1 } },
    };
  },
});
