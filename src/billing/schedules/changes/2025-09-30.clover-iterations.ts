import type { VersionChange } from '../../../kernel/version-change.ts';

const request = { accepts: { 'phases[][iterations]': { kind: 'integer' } } } as const;

/**
 * The timeline of phases still reads the parameter; only newer contracts dropped it.
 * https://docs.stripe.com/changelog/clover/2025-09-30/remove-iterations
 */
export const iterationsOfPhases: VersionChange = {
  version: '2025-09-30.clover',
  description: 'Phases of schedules have a `duration` and no longer `iterations` in requests.',
  request: {
    'POST /v1/subscription_schedules': request,
    'POST /v1/subscription_schedules/{schedule}': request,
  },
};
