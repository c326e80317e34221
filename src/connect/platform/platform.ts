import { emptyable, list, text } from '../../contract/shape.ts';
import type { AccountSettings, Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { changeSettingsPort } from '../../kernel/worlds.ts';
import { storedUrl } from '../../shared/caller-urls.ts';

/** The most addresses that a platform registers, and the longest name, in characters. */
const MOST_REDIRECTS = 100;
const LONGEST_NAME = 100;

/** A platform's settings for Connect, as they are returned. */
function shown({ displayName, branding, redirectUris = [] }: AccountSettings) {
  return {
    object: 'florin.platform',
    name: displayName,
    icon: branding?.icon ?? null,
    primary_color: branding?.primary_color ?? null,
    redirect_uris: redirectUris,
  };
}

/** `GET /_florin/platform`: the name, icon, color and OAuth addresses of the platform. */
const readPlatform = ownOperation('GET /_florin/platform', {}, async (context) => shown(own(context)));

/**
 * `POST /_florin/platform`: changes the platform's name, icon (a URL), color and registered redirect addresses; an empty
 * value unsets, but for the name. Throws for an unusable one, and for a connected account.
 */
const changePlatform = ownOperation(
  'POST /_florin/platform',
  { name: text, icon: emptyable(text), primary_color: emptyable(text), redirect_uris: emptyable(list(text)) },
  async (context, { name, icon, primary_color: color, redirect_uris: uris }) => {
    const before = own(context);
    const branding = {
      ...before.branding,
      ...(icon !== undefined && { icon: icon && url(icon, 'icon') }),
      ...(color !== undefined && { primary_color: color && checkedColor(color) }),
    };
    const changes: Partial<AccountSettings> = {
      ...(name !== undefined && { displayName: checkedName(name) }),
      branding: Object.fromEntries(Object.entries(branding).filter(([, value]) => value !== '')),
      ...(uris !== undefined && { redirectUris: redirects(uris) }),
    };
    await context.use(changeSettingsPort)(context.work.world, changes);
    return shown({ ...before, ...changes });
  },
  // The settings of a world are not part of a decision's commit.
  { isKeyless: true },
);

export const platformOperations = [readPlatform, changePlatform];

/** The settings of the caller, which has to be a platform. */
function own({ work, account }: Context): AccountSettings {
  if (work.connected === null) return account;
  throw invalidRequest('These are settings of a platform. Leave the Stripe-Account header out.');
}

function redirects(uris: readonly string[] | ''): readonly string[] {
  if (uris === '') return [];
  if (uris.length > MOST_REDIRECTS) {
    throw invalidRequest(`A platform registers at most ${MOST_REDIRECTS} addresses.`, { param: 'redirect_uris' });
  }
  return uris.map((uri, index) => url(uri, `redirect_uris[${index}]`));
}

function url(given: string, param: string): string {
  const stored = storedUrl(given, 'web');
  if (stored !== undefined) return stored;
  throw invalidRequest(`Not a valid URL: ${given}. Use an http or https address.`, { param });
}

function checkedColor(color: string): string {
  if (/^#[0-9a-f]{6}$/i.test(color)) return color.toLowerCase();
  const message = `Invalid color: ${color}. Write it as hexadecimal digits, such as #635bff.`;
  throw invalidRequest(message, { param: 'primary_color' });
}

function checkedName(name: string): string {
  if (name.trim() !== '' && name.length <= LONGEST_NAME) return name.trim();
  throw invalidRequest(`The name is invalid. Use 1 to ${LONGEST_NAME} characters.`, { param: 'name' });
}
