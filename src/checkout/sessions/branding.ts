import type Stripe from 'stripe';
import type { AccountSettings } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';

type Given = Stripe.Checkout.SessionCreateParams.BrandingSettings;

/** The default branding. */
const DEFAULTS = {
  background_color: '#ffffff',
  border_style: 'rounded',
  button_color: '#0a6b5d',
  font_family: 'default',
};

/** Returns a session's branding: its own settings over its merchant's. */
export function brandingOf(
  account: AccountSettings,
  given: Given | undefined,
): Stripe.Checkout.Session.BrandingSettings {
  const own = { ...DEFAULTS, ...account.branding };
  return {
    background_color:
      colour(given?.background_color, 'background_color') ??
      account.branding?.background_color ??
      account.colors?.primary ??
      own.background_color,
    border_style: given?.border_style || own.border_style,
    button_color:
      colour(given?.button_color, 'button_color') ??
      account.branding?.button_color ??
      account.colors?.secondary ??
      own.button_color,
    display_name: given?.display_name ?? account.displayName,
    font_family: given?.font_family || own.font_family,
    icon: image(given?.icon, 'icon') ?? ofAccount(account.branding?.icon),
    logo: image(given?.logo, 'logo') ?? ofAccount(account.branding?.logo),
  };
}

/** An image of the account, by its URL. */
function ofAccount(url: string | undefined): Stripe.Checkout.Session.BrandingSettings.Icon | null {
  return url === undefined ? null : { type: 'url', url };
}

function colour(value: string | null | undefined, name: string): string | undefined {
  if (!value) return undefined;
  if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase();
  throw invalidRequest('Invalid color. Use # and six hexadecimal digits, such as #0a6b5d.', {
    param: `branding_settings[${name}]`,
  });
}

function image(given: Given['icon'], name: 'icon' | 'logo'): Stripe.Checkout.Session.BrandingSettings.Icon | null {
  if (!given) return null;
  const param = `branding_settings[${name}]`;
  if (given.type === 'file') {
    throw invalidRequest("Florin does not support images as files here. Use type=url and send the image's URL.", {
      param,
    });
  }
  if (!given.url) {
    throw invalidRequest('Invalid image URL. Use a URL that starts with http:// or https://.', {
      param: `${param}[url]`,
    });
  }
  return { type: 'url', url: given.url };
}
