import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { withStorageId } from '../../kernel/entity.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { define, operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { view } from '../../kernel/resource.ts';
import { CODES } from '../codes/codes.ts';
import { locate } from '../places/locate.ts';
import { type TaxSettings, taxSettings } from './type.ts';

type Settings = Stripe.Tax.Settings;

/** An account has one row of settings. */
const ROW = 'taxset';

/** Returns the account's tax settings; they are pending until it has a head office. */
export async function settingsOf({ work }: Context): Promise<Settings> {
  const { defaults, head_office: office } = (await work.get(taxSettings, ROW)) ?? BLANK;
  return {
    object: 'tax.settings',
    defaults,
    head_office: office,
    livemode: false,
    ...(office
      ? { status: 'active', status_details: { active: {} } }
      : { status: 'pending', status_details: { pending: { missing_fields: ['head_office'] } } }),
  };
}

const BLANK: Pick<TaxSettings, 'defaults' | 'head_office'> = {
  defaults: { provider: 'stripe', tax_behavior: null, tax_code: null },
  head_office: null,
};

/** Returns the settings. Throws `stripe_tax_inactive` while the account has no head office. */
export async function activeSettings(
  context: Context,
): Promise<Settings & { readonly head_office: Stripe.Tax.Settings.HeadOffice }> {
  const settings = await settingsOf(context);
  const { head_office: office } = settings;
  if (office) return { ...settings, head_office: office };
  throw new StripeError(400, {
    type: 'invalid_request_error',
    code: 'stripe_tax_inactive',
    message:
      'Stripe Tax has not been activated on your account. Set the address of your head office with `POST /v1/tax/settings`.',
  });
}

async function update(context: Context, params: Stripe.Tax.SettingsUpdateParams): Promise<Settings> {
  const { work } = context;
  const before = await settingsOf(context);
  const { tax_behavior: behavior, tax_code: code } = params.defaults ?? {};
  if (code !== undefined && !(code in CODES) && !/^txcd_\d{8}$/.test(code)) {
    throw invalidRequest(`No such tax code: '${code}'`, { code: 'resource_missing', param: 'defaults[tax_code]' });
  }
  const office = params.head_office ? { address: wholeAddress(params.head_office.address) } : before.head_office;
  if (params.head_office && !locate(params.head_office.address)) {
    throw invalidRequest(
      'The address of your head office is not valid. Send its country, and its state or postal code.',
      {
        param: 'head_office[address]',
      },
    );
  }
  const defaults = {
    ...before.defaults,
    ...(behavior !== undefined && { tax_behavior: behavior }),
    ...(code !== undefined && { tax_code: code }),
  };
  const row: TaxSettings = { id: ROW, object: 'stored_tax_settings', defaults, head_office: office };
  const current = await work.get(taxSettings, ROW);
  if (current) work.save(row);
  else work.insert(taxSettings, row);
  const after = await settingsOf(context);
  const previous = previousAttributes(before, after);
  if (Object.keys(previous).length > 0) work.emit('tax.settings.updated', withStorageId(ROW, after), previous);
  return after;
}

/** An address with every part, null where it has none. */
function wholeAddress(address: Stripe.AddressParam): Stripe.Address {
  const { city, country, line1, line2, postal_code: code, state } = address;
  return {
    city: city || null,
    country: country || null,
    line1: line1 || null,
    line2: line2 || null,
    postal_code: code || null,
    state: state || null,
  };
}

export const taxSettingsResource = view('tax.settings', {
  operations: [
    operation('GET /v1/tax/settings', (context) => settingsOf(context)),
    define('POST /v1/tax/settings', (context, params) => update(context, params)),
  ],
});
