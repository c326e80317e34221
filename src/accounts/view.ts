import type { Entity } from '../kernel/entity.ts';
import { isCollectedByPlatform } from './controller.ts';
import type { Account } from './type.ts';

/**
 * An account as its platform may read it. Once the owner of an account provides its data in Stripe's own form, the
 * platform reads no more than the owner's name.
 */
export function viewOf(account: Account): Entity {
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
