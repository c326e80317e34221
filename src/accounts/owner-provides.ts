import { invalidRequest } from '../kernel/errors.ts';
import { isCollectedByPlatform } from './controller.ts';
import type { Account } from './type.ts';

/**
 * Throws where the owner of an account provides its data: from the first account link on, the platform cannot write what
 * Stripe's own form asks for. Before that, it prefills.
 */
export function checkOwnerProvides(account: Account, param: string): void {
  if (!account.internal.ownerCollects || isCollectedByPlatform(account)) return;
  throw invalidRequest(
    `You cannot change \`${param}\` of this account: its owner provides it in onboarding. Create an account link for them.`,
    { param },
  );
}
