import { invalidRequest } from '../../kernel/errors.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { isRecipient } from '../tos-acceptance.ts';
import type { Account } from '../type.ts';
import { isCapability } from './kinds.ts';
import { requestCapabilities } from './store.ts';

/** The ways in which a call requests capabilities: by a hash of names, and by the older list of names. */
interface Requesting {
  readonly capabilities?: object;
  readonly requested_capabilities?: readonly string[];
}

/** Requests the capabilities that a call names, and takes back those that it unsets. `own` acts for the account. */
export async function requestFrom(
  own: UnitOfWork,
  account: Account,
  { capabilities = {}, requested_capabilities: older = [] }: Requesting,
): Promise<void> {
  for (const [index, name] of older.entries()) {
    if (!isCapability(name)) throw unknownCapability(name, `requested_capabilities[${index}]`);
    await request(own, account, name, true, `requested_capabilities[${index}]`);
  }
  for (const [name, given] of Object.entries<{ requested?: boolean }>({ ...capabilities })) {
    if (given.requested !== undefined) await request(own, account, name, given.requested, `capabilities[${name}]`);
  }
}

/** Requests one capability, or takes the request back. Throws if the account's agreement does not allow it. */
export async function request(
  own: UnitOfWork,
  account: Account,
  name: string,
  requested: boolean,
  param: string,
): Promise<void> {
  if (requested && isRecipient(account) && name !== 'transfers') {
    throw invalidRequest(
      `Accounts under the recipient service agreement cannot request \`${name}\`. Request \`transfers\` alone.`,
      { param },
    );
  }
  await requestCapabilities(own, [name], requested);
}

function unknownCapability(name: string, param: string): Error {
  return invalidRequest(`Unrecognized capability: ${name}`, { param });
}
