import { resource } from '../../kernel/resource.ts';
import { claimAccountSession, endAccountSession } from './claim.ts';
import { createAccountSession } from './create.ts';
import { accountSessions } from './type.ts';

export const accountSessionResource = resource(accountSessions, {
  operations: [createAccountSession, claimAccountSession, endAccountSession],
});
