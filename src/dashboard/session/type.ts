import type { Entity, ResourceType } from '../../kernel/entity.ts';

/**
 * A browser that has logged in. It is stored in the world that it opened first, under the hash of its secret, so any node
 * finds it and none can make its cookie from what is stored.
 */
export interface DashboardSession extends Entity {
  readonly object: 'florin.dashboard_session';
  /** The worlds that it has opened, the last one first. */
  readonly worlds: readonly string[];
  /** Wall-clock seconds. */
  readonly expires: number;
}

export const dashboardSessionType: ResourceType<DashboardSession> = {
  object: 'florin.dashboard_session',
  prefix: 'dsess',
  noun: 'dashboard session',
  idParam: 'id',
};
