import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../kernel/entity.ts';
import type { FileLink } from './links/type.ts';
import { linkAsOf } from './links/type.ts';

/** Fields stored with a file that are never returned. */
interface FileInternal {
  /** Its chunk ids in order; see `contents.ts`. */
  readonly chunks: readonly string[];
  readonly mimetype: string;
}

export type StoredFile = Stored<Omit<Stripe.File, 'links'>, FileInternal> & {
  /** The newest links to it. */
  readonly links: { object: 'list'; data: FileLink[]; has_more: boolean; url: string };
};

export const files: ResourceType<StoredFile> = {
  object: 'file',
  prefix: 'file',
  noun: 'file upload',
  idParam: 'file',
  listedBy: (file) => [`purpose/${file.purpose}`],
  asOf: (file, now) => ({
    ...file,
    links: { ...file.links, data: file.links.data.map((link) => linkAsOf(link, now)) },
  }),
};

/** True if a file has expired: its content is unavailable and it cannot be used anymore. */
export function hasExpired(file: StoredFile, now: number): boolean {
  return file.expires_at !== null && file.expires_at <= now;
}
