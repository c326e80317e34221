import { isHash } from '../../../kernel/hash.ts';
import type { JsonObject, VersionChange } from '../../../kernel/version-change.ts';

/** Adds the reason `paused.inactivity` of capabilities. */
export const pausedForInactivity: VersionChange = {
  version: '2024-06-20',
  description:
    'The `disabled_reason` of a capability that is paused because its account is inactive is `paused.inactivity` instead of `rejected.other`.',
  response: { capability: restoreReason },
};

function restoreReason(capability: JsonObject): void {
  for (const name of ['requirements', 'future_requirements']) {
    const requirements = capability[name];
    if (!isHash(requirements)) continue;
    const { disabled_reason: reason } = requirements as JsonObject;
    if (reason === 'paused.inactivity') capability[name] = { ...requirements, disabled_reason: 'rejected.other' };
  }
}
