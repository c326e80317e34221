import { isCollectedByPlatform } from '../../accounts/controller.ts';
import type { Account } from '../../accounts/type.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';

/** From now on the owner provides the account's data in the form, and the platform no longer writes it. */
export function leaveToOwner(work: UnitOfWork, account: Account): void {
  if (isCollectedByPlatform(account) || account.internal.ownerCollects) return;
  work.for(work.world).save<Account>({ ...account, internal: { ...account.internal, ownerCollects: true } });
}
