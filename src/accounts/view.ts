import type { Context } from '../kernel/context.ts';
import type { Entity } from '../kernel/entity.ts';
import { isCollectedByPlatform } from './controller.ts';
import type { Account } from './type.ts';

/** The preview in which accounts show whether their platform has paused them. */
const RISK_CONTROLS = 'risk_in_requirements_beta=v1';

/** An account as its caller may read it, with what a preview adds. */
export function viewOf({ caller }: Context, account: Account): Entity {
  const view = readable(account);
  if (!caller.previews?.includes(RISK_CONTROLS)) return view;
  const { paused = [] } = account.internal;
  const control = (what: 'charges' | 'payouts') => ({ pause_requested: paused.includes(what) });
  return { ...view, ...{ risk_controls: { charges: control('charges'), payouts: control('payouts') } } };
}

/**
 * Once the owner of an account provides its data in Stripe's own form, the
 * platform reads no more than the owner's name.
 */
function readable(account: Account): Entity {
  if (!account.internal.ownerCollects || isCollectedByPlatform(account)) return account;
  const { company: _company, individual, ...rest } = account;
  if (account.controller?.stripe_dashboard?.type !== 'express' || !individual) return rest;
  const { id, object, created, first_name, last_name, relationship } = individual;
  return {
    ...rest,
    company: { name: null },
    individual: { id, object, account: account.id, created, first_name, last_name, relationship },
  } as Entity;
}
