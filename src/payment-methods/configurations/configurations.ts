import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { isOffered } from '../../methods/offer.ts';
import { METHODS } from '../../methods/registry.ts';
import { type Configuration, configurations, defaultConfigurationId, type Switches } from './type.ts';

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
  throw resourceMissing(configurations.noun, id, configurations.idParam);
}

function shown({ id, object, name, active, internal }: Configuration): Shown {
  const types = METHODS.map(({ type }) => [type, preferenceOf(type, internal.switches)]);
  const common = { active, application: null, is_default: true, livemode: false, name, parent: null };
  return { id, object, ...common, ...Object.fromEntries(types) } as Shown;
}

function preferenceOf(type: string, switches: Switches): Stripe.PaymentMethodConfiguration.Card {
  const preference = switches[type] === undefined ? 'none' : switches[type] ? 'on' : 'off';
  return {
    available: true,
    display_preference: { overridable: null, preference, value: isOffered(type, switches) ? 'on' : 'off' },
  };
}

const retrieve = operation('GET /v1/payment_method_configurations/{configuration}', async (context, _params, path) =>
  shown(await named(context, path.configuration)),
);

const list = operation('GET /v1/payment_method_configurations', async (context, params) => {
  const all = [shown(await defaultOf(context))];
  // Only an account's own configuration exists, and none of an application.
  const wanted = all.filter(({ active }) => (params.active ?? active) === active && (params.application ?? '') === '');
  return pageOfItems(wanted, params, '/v1/payment_method_configurations', configurations.noun);
});

/** Payment methods of the API that Florin does not have, so they cannot be turned on. */
const MISSING = [
  'apple_pay',
  'apple_pay_later',
  'cartes_bancaires',
  'fr_meal_voucher_conecs',
  'google_pay',
  'jcb',
] as const;

const update = operation(
  'POST /v1/payment_method_configurations/{configuration}',
  async (context, params, path) => {
    const current = await named(context, path.configuration);
    const { name, active: _active, expand: _expand, ...types } = params;
    const switches: Record<string, boolean> = { ...current.internal.switches };
    for (const [type, given] of Object.entries(types as Record<string, Preference>)) {
      const preference = given.display_preference?.preference;
      if (preference === 'none') delete switches[type];
      else if (preference !== undefined) switches[type] = preference === 'on';
    }
    return shown(context.work.save<Configuration>({ ...current, name: name ?? current.name, internal: { switches } }));
  },
  { notYet: ['active', ...MISSING] },
);

export const configurationResource = resource(configurations, { operations: [list, retrieve, update] });
