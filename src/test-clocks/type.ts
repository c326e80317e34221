import type Stripe from 'stripe';
import type { ResourceType } from '../kernel/entity.ts';
import { testClockType } from '../kernel/test-clock.ts';

/** A test clock as the API shows it; decisions on it read the part that the kernel declares. */
export type TestClock = Stripe.TestHelpers.TestClock;

const { object, prefix, noun, idParam } = testClockType;
export const testClocks: ResourceType<TestClock> = { object, prefix, noun, idParam };
