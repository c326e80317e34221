import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** A platform's settings for Connect, which a dashboard has at Stripe: how it looks, and where OAuth may lead. */
export interface PlatformSettings extends Entity {
  readonly object: 'florin.platform';
  /** Null for the name of its account. */
  readonly name: string | null;
  readonly branding: {
    /** Ids of files with the purposes `business_icon` and `business_logo`. */
    readonly icon: string | null;
    readonly logo: string | null;
    /** As `#635bff`. */
    readonly primary_color: string | null;
    readonly secondary_color: string | null;
  };
  /** The addresses that owners may return to after OAuth; while there are none, any is allowed. */
  readonly redirect_uris: readonly string[];
}

export const platformSettings: ResourceType<PlatformSettings> = {
  object: 'florin.platform',
  prefix: 'platform',
  noun: 'platform',
  idParam: 'id',
  listed: false,
};
