import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

/** Fields stored with a link that are returned only in its URL. */
interface FileLinkInternal {
  readonly secret: string;
}

export type FileLink = Stored<Omit<Stripe.FileLink, 'file'>, FileLinkInternal> & {
  readonly file: string;
};

/** Returns a link as it is at a moment: `expired` depends on time. */
export function linkAsOf(link: FileLink, now: number): FileLink {
  const expired = link.expires_at !== null && link.expires_at <= now;
  return link.expired === expired ? link : { ...link, expired };
}

export const fileLinks: ResourceType<FileLink> = {
  object: 'file_link',
  prefix: 'link',
  noun: 'file link',
  idParam: 'link',
  filters: {
    file: { listed: true },
    expires_at: { kind: 'numeric', of: (link) => link.expires_at ?? Number.MAX_SAFE_INTEGER },
  },
  asOf: linkAsOf,
};
