import type Stripe from 'stripe';
import { type Account, accounts } from '../../accounts/type.ts';
import { applicationOf } from '../../kernel/account-names.ts';
import type { Context } from '../../kernel/context.ts';
import type { Entity, ResourceType } from '../../kernel/entity.ts';

/** The platform's application, as the accounts that it is connected to show it. */
export const applications: ResourceType<Stripe.Application & Entity> = {
  object: 'application',
  prefix: 'ca',
  noun: 'application',
  idParam: 'client_id',
  listed: false,
};

/** True for an account that has its own dashboard and authorized the platform: no platform controls it. */
export function isIndependent({ controller }: Account): boolean {
  return controller?.type === 'account';
}

/** Gives a platform access to an account, again if it had lost it. Emits `account.application.authorized`. */
export async function connect(context: Context, account: Account): Promise<void> {
  const { disconnected: _, ...internal } = account.internal;
  context.work.save<Account>({ ...account, internal });
  await emitApplication(context, account, 'account.application.authorized');
}

/** Takes a platform's access to an account away. Emits `account.application.deauthorized`. */
export async function disconnect(context: Context, account: Account): Promise<void> {
  context.work.save<Account>({ ...account, internal: { ...account.internal, disconnected: true } });
  await emitApplication(context, account, 'account.application.deauthorized');
}

async function emitApplication(
  context: Context,
  { id }: Account,
  type: 'account.application.authorized' | 'account.application.deauthorized',
): Promise<void> {
  const { work } = context;
  const own = work.for(id);
  const application = {
    id: applicationOf(work.world),
    object: 'application',
    name: context.account.displayName,
  } as const;
  const known = await own.get(applications, application.id);
  own.emit(type, known ? own.save({ ...known, ...application }) : own.insert(applications, application));
}

/** Finds an account that authorized the platform, connected or not. */
export async function findIndependent({ work }: Context, id: string): Promise<Account | undefined> {
  const account = await work.get(accounts, id);
  return account && isIndependent(account) ? account : undefined;
}
