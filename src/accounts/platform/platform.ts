import { emptyable, list, text } from '../../contract/shape.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { storedUrl } from '../../shared/caller-urls.ts';
import { checkBranding } from '../settings/branding.ts';
import { type PlatformSettings, platformSettings } from './type.ts';

/** The most addresses that a platform registers, and the longest name, in characters. */
const MOST_REDIRECTS = 100;
const LONGEST_NAME = 100;

const COLORS_AND_IMAGES = ['icon', 'logo', 'primary_color', 'secondary_color'] as const;

/** The settings of the platform of a decision, set or not. */
export async function platformOf({ work }: Pick<Context, 'work'>): Promise<PlatformSettings> {
  const id = `${platformSettings.prefix}_${work.world.slice('acct_'.length)}`;
  return (
    (await work.for(work.world).get(platformSettings, id)) ?? {
      id,
      object: 'florin.platform',
      name: null,
      branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
      redirect_uris: [],
    }
  );
}

/** The platform's name, as owners of accounts read it. `context` acts for the platform. */
export async function platformName(context: Context): Promise<string> {
  return (await platformOf(context)).name ?? context.account.displayName;
}

/** `GET /_florin/platform`: the platform's settings for Connect. */
export const readPlatform = ownOperation('GET /_florin/platform', {}, (context) => platformOf(context));

/**
 * `POST /_florin/platform`: changes the platform's name, branding and registered redirect addresses. An empty value unsets.
 * Throws for an unusable color, image or address, and for a connected account.
 */
export const changePlatform = ownOperation(
  'POST /_florin/platform',
  {
    name: emptyable(text),
    icon: emptyable(text),
    logo: emptyable(text),
    primary_color: emptyable(text),
    secondary_color: emptyable(text),
    redirect_uris: emptyable(list(text)),
  },
  async (context, { name, redirect_uris: uris, ...look }) => {
    const { work } = context;
    if (work.connected !== null) {
      throw invalidRequest('These are settings of a platform. Leave the Stripe-Account header out.');
    }
    await checkBranding(context, work.world, look, (field) => field);
    const before = await platformOf(context);
    const given = COLORS_AND_IMAGES.flatMap((field) =>
      look[field] === undefined ? [] : [[field, look[field] || null] as const],
    );
    const settings: PlatformSettings = {
      ...before,
      ...(name !== undefined && { name: name.slice(0, LONGEST_NAME) || null }),
      branding: { ...before.branding, ...Object.fromEntries(given) },
      ...(uris !== undefined && { redirect_uris: uris === '' ? [] : uris.map(redirectUri) }),
    };
    if (settings.redirect_uris.length > MOST_REDIRECTS) {
      throw invalidRequest(`A platform registers at most ${MOST_REDIRECTS} addresses.`, { param: 'redirect_uris' });
    }
    const isStored = (await work.get(platformSettings, settings.id)) !== undefined;
    return isStored ? work.save(settings) : work.insert(platformSettings, settings);
  },
);

function redirectUri(uri: string, index: number): string {
  const stored = storedUrl(uri, 'web');
  if (stored !== undefined) return stored;
  throw invalidRequest(`Not a valid URL: ${uri}. Use an http or https address.`, { param: `redirect_uris[${index}]` });
}
