import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { isOffered } from '../../methods/offer.ts';
import { METHODS } from '../../methods/registry.ts';
import { type Configuration, configurationOf, configurations, defaultConfigurationId, type Switches } from './type.ts';

type Shown = Stripe.PaymentMethodConfiguration;
/** A type's preference: on, off, or the default. */
interface Preference {
  readonly display_preference?: { readonly preference?: 'none' | 'off' | 'on' };
}

/** The default configuration of an account, created on first use. */
async function defaultOf(context: Context): Promise<Configuration> {
  const { work } = context;
  const id = defaultConfigurationId(context);
  const found = await work.get(configurations, id);
  return (
    found ??
    work.insert(configurations, {
      id,
      object: 'payment_method_configuration',
      name: 'Default',
      active: true,
      internal: { switches: {} },
    })
  );
}

async function named(context: Context, id: string): Promise<Configuration> {
  if (id === defaultConfigurationId(context)) return defaultOf(context);
  return context.work.require(configurations, id);
}

/** The configuration of a connected account is a child of its platform's default one. */
function shown(context: Context, { id, object, name, active, internal }: Configuration): Shown {
  const types = [
    ...METHODS.map(({ type }) => [type, isOffered(type, internal.switches)] as const),
    ...walletsOf(internal),
  ];
  const preferences = types.map(([type, isOn]) => [type, preferenceOf(internal.switches[type], isOn)]);
  const isDefault = id === defaultConfigurationId(context);
  const { application, connected, world } = context.work;
  const parent = connected === null ? null : configurationOf(world);
  const common = { active, application, is_default: isDefault, livemode: false, name, parent };
  return { id, object, ...common, ...Object.fromEntries(preferences) } as Shown;
}

/** Wallets that hold cards, which have a switch but are no payment method types. They are on by default. */
const WALLETS = ['apple_pay', 'google_pay'] as const;

function walletsOf({ switches }: Configuration['internal']): (readonly [string, boolean])[] {
  return WALLETS.map((wallet) => [wallet, switches[wallet] ?? true]);
}

function preferenceOf(chosen: boolean | undefined, isOn: boolean): Stripe.PaymentMethodConfiguration.Card {
  const preference = chosen === undefined ? 'none' : chosen ? 'on' : 'off';
  return { available: true, display_preference: { overridable: null, preference, value: isOn ? 'on' : 'off' } };
}

/** A configuration of an account, by its id; the default one is created on first use. */
export async function retrieveConfiguration(context: Context, id: string): Promise<Shown> {
  return shown(context, await named(context, id));
}

const retrieve = operation('GET /v1/payment_method_configurations/{configuration}', (context, _params, path) =>
  retrieveConfiguration(context, path.configuration),
);

/** The most configurations that an account can have. */
const MOST_CONFIGURATIONS = 100;

const list = operation('GET /v1/payment_method_configurations', async (context, params) => {
  await defaultOf(context);
  const all = await context.work.list(configurations, { limit: MOST_CONFIGURATIONS });
  const { application } = context.work;
  const isWanted = !params.application || params.application === application;
  const wanted = all.filter(({ active }) => isWanted && (params.active ?? active) === active);
  const page = wanted.map((configuration) => shown(context, configuration));
  return pageOfItems(page, params, '/v1/payment_method_configurations', configurations.noun);
});

/** Payment methods of the API that Florin does not have, so they cannot be turned on. */
const MISSING = ['apple_pay_later', 'cartes_bancaires', 'fr_meal_voucher_conecs', 'jcb'] as const;

const create = operation(
  'POST /v1/payment_method_configurations',
  async (context, params) => {
    const { work } = context;
    await defaultOf(context);
    const all = await work.list(configurations, { limit: MOST_CONFIGURATIONS });
    if (all.length >= MOST_CONFIGURATIONS) {
      throw invalidRequest(`An account has at most ${MOST_CONFIGURATIONS} payment method configurations. Update one.`);
    }
    const { name, expand: _expand, ...types } = params;
    const created = work.insert<Configuration>(configurations, {
      id: work.newId(configurations.prefix),
      object: 'payment_method_configuration',
      name: name ?? 'Default',
      active: true,
      internal: { switches: withPreferences({}, types) },
    });
    return shown(context, created);
  },
  { notYet: ['parent', ...MISSING] },
);

type UpdateParams = Stripe.PaymentMethodConfigurationUpdateParams;

/** Changes a configuration of an account. Throws for a default one that would no longer be active. */
export async function updateConfiguration(context: Context, id: string, params: UpdateParams): Promise<Shown> {
  const current = await named(context, id);
  const { name = current.name, active = current.active, expand: _expand, ...types } = params;
  if (!active && current.id === defaultConfigurationId(context)) {
    throw invalidRequest('The default payment method configuration cannot be deactivated.', { param: 'active' });
  }
  const switches = withPreferences(current.internal.switches, types);
  return shown(context, context.work.save<Configuration>({ ...current, active, name, internal: { switches } }));
}

const update = operation(
  'POST /v1/payment_method_configurations/{configuration}',
  (context, params, path) => updateConfiguration(context, path.configuration, params),
  { notYet: MISSING },
);

/** Switches with the preferences of a call laid over them. */
function withPreferences(switches: Switches, types: object): Switches {
  const changed: Record<string, boolean> = { ...switches };
  for (const [type, given] of Object.entries(types as Record<string, Preference>)) {
    const preference = given.display_preference?.preference;
    if (preference === 'none') delete changed[type];
    else if (preference !== undefined) changed[type] = preference === 'on';
  }
  return changed;
}

export const configurationResource = resource(configurations, { operations: [list, retrieve, create, update] });
