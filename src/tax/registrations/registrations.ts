import type Stripe from 'stripe';
import { paramsOf } from '../../contract/contract.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';
import { resource } from '../../kernel/resource.ts';
import { PROVINCES } from '../places/canada.ts';
import { salesTaxOf } from '../places/united-states.ts';
import { registrationsOf } from './active.ts';
import { type Registration, registrations } from './type.ts';

type CreateParams = Stripe.Tax.RegistrationCreateParams;
/** The options of one country; each has some of these fields. */
interface Options {
  readonly type: string;
  readonly state?: string;
  readonly province_standard?: { readonly province: string };
  readonly standard?: { readonly place_of_supply_scheme?: string };
  readonly [name: string]: unknown;
}

/** Adds a registration with a tax office: https://docs.stripe.com/api/tax/registrations/create */
async function create({ work }: Context, params: CreateParams): Promise<Registration> {
  const country = params.country.toUpperCase();
  const given = params.country_options as Readonly<Record<string, Options | undefined>>;
  const name = country.toLowerCase();
  const options = given[name];
  const other = Object.keys(given).find((one) => one !== name);
  if (other !== undefined) {
    throw invalidRequest(`\`country_options[${other}]\` can only be used with \`country=${other.toUpperCase()}\`.`, {
      param: `country_options[${other}]`,
    });
  }
  if (!options) throw parameterMissing(`country_options[${name}]`);
  const from = params.active_from === 'now' ? work.now : params.active_from;
  const until = params.expires_at ?? null;
  checkExpiry(until, from);
  const made = work.insert<Registration>(registrations, {
    id: work.newId(registrations.prefix),
    object: 'tax.registration',
    active_from: from,
    country,
    country_options: { [name]: shownOptions(country, options, `country_options[${name}]`) },
    created: work.now,
    expires_at: until,
    livemode: false,
    status: 'active',
  });
  return registrations.asOf?.(made, work.now) ?? made;
}

/** The options as given, with the usual place of supply. Throws for a state or province that is none. */
function shownOptions(country: string, options: Options, param: string): Options {
  if (country === 'US') {
    if (!salesTaxOf(options.state ?? '')) throw unknownPlace(options.state ?? '', `${param}[state]`);
  }
  if (country === 'CA' && options.type === 'province_standard') {
    const province = options.province_standard?.province;
    if (province === undefined) throw parameterMissing(`${param}[province_standard]`);
    if (!PROVINCES[province]) throw unknownPlace(province, `${param}[province_standard][province]`);
  }
  const hasScheme = options.type === 'standard' && optionsHaveStandard(country);
  return hasScheme && !options.standard?.place_of_supply_scheme
    ? { ...options, standard: { place_of_supply_scheme: 'standard' } }
    : options;
}

/** True if the standard registrations of a country name a place of supply. */
function optionsHaveStandard(country: string): boolean {
  const all = paramsOf('POST /v1/tax/registrations').fields.get('country_options');
  const own = all?.kind === 'hash' ? all.fields.get(country.toLowerCase()) : undefined;
  return own?.kind === 'hash' && own.fields.has('standard');
}

function unknownPlace(place: string, param: string): Error {
  return invalidRequest(`Invalid state or province: ${place}. Use its two-letter code.`, { param });
}

/** Changes when a registration begins or ends: https://docs.stripe.com/api/tax/registrations/update */
async function update(
  { work }: Context,
  current: Registration,
  { active_from: from, expires_at: until }: Stripe.Tax.RegistrationUpdateParams,
): Promise<Registration> {
  const moment = (given: 'now' | number) => (given === 'now' ? work.now : given);
  const activeFrom = from === undefined ? current.active_from : moment(from);
  const expiresAt = until === undefined ? current.expires_at : until === '' || until === null ? null : moment(until);
  checkExpiry(expiresAt, activeFrom);
  const saved = work.save<Registration>({ ...current, active_from: activeFrom, expires_at: expiresAt });
  return registrations.asOf?.(saved, work.now) ?? saved;
}

function checkExpiry(until: number | null, from: number): void {
  if (until === null || until >= from) return;
  throw invalidRequest('`expires_at` must be after `active_from`.', { param: 'expires_at' });
}

export const registrationResource = resource(registrations, {
  collection: '/v1/tax/registrations',
  item: '/v1/tax/registrations/{id}',
  create,
  retrieve: true,
  update,
  list: async ({ status = 'all' }, context) => {
    if (status === 'all') return {};
    return { among: (await registrationsOf(context)).filter((one) => one.status === status) };
  },
});
