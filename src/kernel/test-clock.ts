import type { Entity, ResourceType } from './entity.ts';

/**
 * A clock that stands still until it is advanced. Decisions on one rest on its version, so none is committed at a time
 * that has passed meanwhile. Only the fields that decisions need; what the API shows besides them is stored in the same
 * object.
 */
export interface TestClock extends Entity {
  readonly object: 'test_helpers.test_clock';
  /** Seconds since epoch. */
  readonly frozen_time: number;
}

export const testClockType: ResourceType<TestClock> = {
  object: 'test_helpers.test_clock',
  prefix: 'clock',
  noun: 'test clock',
  idParam: 'test_clock',
};
