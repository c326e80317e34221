import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** Types that a merchant turned on or off; other types use their module's default. */
export type Switches = Readonly<Record<string, boolean>>;

/** The payment methods that a merchant offers. The returned object is built from the stored switches. */
export interface Configuration extends Entity {
  readonly object: 'payment_method_configuration';
  readonly name: string;
  readonly active: boolean;
  readonly internal: { readonly switches: Switches };
}

export const configurations: ResourceType<Configuration> = {
  object: 'payment_method_configuration',
  prefix: 'pmc',
  noun: 'payment method configuration',
  idParam: 'configuration',
};

/** The id of the configuration that every account has. */
export function defaultConfigurationId({ account }: Pick<Context, 'account'>): string {
  return `${configurations.prefix}_${account.id.slice('acct_'.length)}`;
}

/** Inputs of the selection of payment methods: the merchant's country and preferences. */
export interface Merchant {
  readonly country: string;
  readonly switches: Switches;
}

/** The merchant's settings for selections. A concurrent change does not block a payment. */
export async function merchantOf(context: Context): Promise<Merchant> {
  const found = await context.work.peek(configurations, defaultConfigurationId(context));
  return { country: context.account.country, switches: found?.internal.switches ?? {} };
}
