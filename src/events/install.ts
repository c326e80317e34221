import type { Assembly } from '../kernel/assemble.ts';
import type { Engine } from '../kernel/engine.ts';
import type { Observer } from '../kernel/observer.ts';
import { createDeliverer, type Deliverer, delivererPort } from './deliver.ts';
import { createDisturbances, disturbancesPort } from './disturbances.ts';
import { installFollowers } from './followers.ts';
import type { DeliveryLog } from './logs.ts';
import { installOutbox } from './outbox.ts';

/** Makes every decision run the followers of its events and schedule their deliveries. Returns the deliverer. */
export function installEvents(
  engine: Engine,
  { followers }: Assembly,
  { log, observer }: { log: DeliveryLog; observer?: Observer | undefined },
): Deliverer {
  // In this order: followers emit events too, and the outbox delivers the events of all.
  installFollowers(engine, followers);
  installOutbox(engine);
  const disturbances = createDisturbances();
  engine.provide(disturbancesPort, disturbances);
  const deliverer = createDeliverer(
    {
      add(world, attempt) {
        log.add(world, attempt);
        observer?.delivery?.(attempt.status);
      },
    },
    disturbances,
  );
  engine.provide(delivererPort, deliverer);
  return deliverer;
}
