import { startLocal } from './test-runners/local.ts';
import { type EventOptions, openWorld, type World, type WorldEvent } from './test-runners/world.ts';

/** A task; as a method it may take a narrower argument, because Cypress passes on whatever the test sends. */
type CypressTask = { run(argument: unknown): Promise<unknown> }['run'];

/** The required part of Cypress' `on`, the same in every version. */
export interface CypressOn {
  (event: 'task', tasks: Record<string, CypressTask>): void;
  (event: 'after:run', handler: () => Promise<void>): void;
}

/** The part of Cypress' configuration that is read and set here. */
export interface CypressConfig {
  env: Record<string, unknown>;
}

/** The tasks that `florin/cypress/support` runs with `cy.task`. */
export interface CypressTasks {
  readonly 'florin:world': (ending: string) => Promise<Pick<World, 'url' | 'key' | 'publishableKey'>>;
  readonly 'florin:advance': (argument: { ending: string; by: string }) => Promise<null>;
  readonly 'florin:waitForEvent': (argument: { ending: string; type: string } & EventOptions) => Promise<WorldEvent>;
}

/**
 * `florin/cypress`: for suites that pay in a browser. In `cypress.config.ts`:
 *
 *     e2e: { chromeWebSecurity: false, setupNodeEvents: (on, config) => florin(on, config) }
 *
 * and `import 'florin/cypress/support';` in the support file. It starts a Florin, unless `FLORIN_URL` (in Cypress' `env` or
 * the environment) names one, and registers tasks. Returns the configuration, with the address in `env.FLORIN_URL`.
 */
export async function florin<Config extends CypressConfig>(on: CypressOn, config: Config): Promise<Config> {
  let url = config.env.FLORIN_URL ?? process.env.FLORIN_URL;
  if (typeof url !== 'string') {
    const local = await startLocal();
    url = local.url;
    on('after:run', () => local.close());
  }
  config.env.FLORIN_URL = url;
  on('task', { ...cypressTasks(String(url)) });
  return config;
}

/** @internal Returns the tasks at the Florin at `url`. */
export function cypressTasks(url: string): CypressTasks {
  // A world remembers which events it returned, so it is kept for as long as the run.
  const worlds = new Map<string, World>();
  const worldOf = (ending: string) => {
    const world = worlds.get(ending) ?? openWorld(url, ending);
    worlds.set(ending, world);
    return world;
  };
  return {
    'florin:world': async (ending) => {
      const { key, publishableKey } = worldOf(ending);
      return { url, key, publishableKey };
    },
    'florin:advance': async ({ ending, by }) => {
      await worldOf(ending).advance(by);
      // Cypress requires a result other than undefined.
      return null;
    },
    'florin:waitForEvent': ({ ending, type, ...options }) => worldOf(ending).waitForEvent(type, options),
  };
}
