import { accountOf } from '../../../accounts/find.ts';
import type { Account } from '../../../accounts/type.ts';
import { emptyable, flag, hash, oneOf, text } from '../../../contract/shape.ts';
import type { AccountSettings, Branding, Context, Support } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { changeSettingsPort } from '../../../kernel/worlds.ts';
import { storedUrl } from '../../../shared/caller-urls.ts';
import { isEmail } from '../../../shared/formats.ts';
import { door } from '../../door.ts';

const SHAPES = ['rounded', 'rectangular', 'pill'] as const;
/** The fonts of Checkout: https://docs.stripe.com/api/checkout/sessions/create */
const FONTS = [
  'default',
  'be_vietnam_pro',
  'bitter',
  'chakra_petch',
  'hahmlet',
  'inconsolata',
  'inter',
  'lato',
  'lora',
  'm_plus_1_code',
  'montserrat',
  'noto_sans',
  'noto_sans_jp',
  'noto_serif',
  'nunito',
  'open_sans',
  'pridi',
  'pt_sans',
  'pt_serif',
  'raleway',
  'roboto',
  'roboto_slab',
  'source_sans_pro',
  'titillium_web',
  'ubuntu_mono',
  'zen_maru_gothic',
] as const;

/** The longest business name, in characters. */
const LONGEST_NAME = 100;
/** A statement descriptor as card networks take it. */
const DESCRIPTOR = /^(?=.*[A-Za-z])[^<>\\'"*]{5,22}$/;

const read = door('GET /account', {}, async (context) => shown(context, context.account));

const change = door(
  'POST /account',
  {
    display_name: text,
    statement_descriptor: text,
    branding: hash({
      background_color: emptyable(text),
      button_color: emptyable(text),
      primary_color: emptyable(text),
      border_style: oneOf(...SHAPES),
      font_family: oneOf(...FONTS),
      icon: emptyable(text),
      logo: emptyable(text),
    }),
    support: hash({ email: emptyable(text), phone: emptyable(text), url: emptyable(text) }),
    platform_profile: flag,
  },
  async (context, params) => {
    const { display_name: name, statement_descriptor: descriptor, branding, support, platform_profile } = params;
    if (name !== undefined) checkName(name);
    if (descriptor !== undefined) checkDescriptor(descriptor);
    const { account } = context;
    const changes: Partial<AccountSettings> = {
      ...(name !== undefined && { displayName: name.trim() }),
      ...(descriptor !== undefined && { statementDescriptor: descriptor }),
      ...(branding && { branding: merged(account.branding, checkedBranding(branding)) }),
      ...(support && { support: merged(account.support, checkedSupport(support)) }),
      ...(platform_profile && { platformProfile: true }),
    };
    if (context.work.connected === null) await context.use(changeSettingsPort)(context.work.world, changes);
    else await changeConnected(context, changes);
    return shown(context, { ...account, ...changes });
  },
  // The settings of a world are not part of a decision's commit.
  { isKeyless: true },
);

export const accountDoors = [read, change];

function shown({ account: { id }, work }: Context, settings: AccountSettings) {
  const { displayName, country, defaultCurrency, apiVersion, statementDescriptor, branding, support } = settings;
  return {
    object: 'florin.account',
    id,
    connected: work.connected !== null,
    display_name: displayName,
    country,
    default_currency: defaultCurrency,
    api_version: apiVersion,
    statement_descriptor: statementDescriptor,
    branding: branding ?? {},
    support: support ?? {},
    platform_profile: settings.platformProfile === true,
    fonts: FONTS,
  };
}

/** A connected account keeps its settings in its own object. */
async function changeConnected({ work }: Context, changes: Partial<AccountSettings>): Promise<void> {
  const account = work.connected === null ? undefined : await accountOf(work, work.connected);
  if (!account) return;
  const { displayName, statementDescriptor, branding } = changes;
  work.for(work.world).save<Account>({
    ...account,
    internal: { ...account.internal, ...(branding && { branding }) },
    ...(account.settings && {
      settings: {
        ...account.settings,
        dashboard: { ...account.settings.dashboard, ...(displayName !== undefined && { display_name: displayName }) },
        payments: {
          ...account.settings.payments,
          ...(statementDescriptor !== undefined && { statement_descriptor: statementDescriptor }),
        },
      },
    }),
  });
}

/** Sets values; an empty one unsets its name. */
function merged<T extends object>(before: T | undefined, changes: Readonly<Record<string, string | undefined>>): T {
  const entries = Object.entries({ ...before, ...changes }).filter(([, value]) => value !== '' && value !== undefined);
  // Both have the names of T alone.
  return Object.fromEntries(entries) as T;
}

function checkedBranding(branding: { readonly [Name in keyof Branding]?: string }) {
  for (const name of ['background_color', 'button_color', 'primary_color'] as const) {
    const value = branding[name];
    if (value && !/^#[0-9a-f]{6}$/i.test(value))
      throw invalid(name, 'Use # and six hexadecimal digits, such as #0a6b5d.');
  }
  for (const name of ['icon', 'logo'] as const) {
    const value = branding[name];
    if (value && storedUrl(value, 'web') === undefined) throw invalid(name, 'Use a URL that starts with https://.');
  }
  return {
    ...branding,
    ...(branding.background_color && { background_color: branding.background_color.toLowerCase() }),
    ...(branding.button_color && { button_color: branding.button_color.toLowerCase() }),
  };
}

function checkedSupport(support: { readonly [Name in keyof Support]?: string }) {
  if (support.email && !isEmail(support.email)) throw invalid('email', 'Use an address such as help@example.com.');
  if (support.url && storedUrl(support.url, 'web') === undefined)
    throw invalid('url', 'Use a URL that starts with https://.');
  return support;
}

function checkName(name: string): void {
  if (name.trim() !== '' && name.length <= LONGEST_NAME) return;
  throw invalid('display_name', `Use 1 to ${LONGEST_NAME} characters.`);
}

function checkDescriptor(descriptor: string): void {
  if (DESCRIPTOR.test(descriptor)) return;
  throw invalid('statement_descriptor', 'Use 5 to 22 characters, a letter among them, and none of < > \\ \' " *.');
}

function invalid(param: string, advice: string) {
  return invalidRequest(`The value is invalid. ${advice}`, { param });
}
