import type { Context } from '../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { idFloor } from '../kernel/ids.ts';
import { checkCursors, pageLimit } from '../kernel/list.ts';
import { define, type ParamsOf } from '../kernel/operation.ts';
import { positionsCreated } from '../kernel/positions.ts';
import { view } from '../kernel/resource.ts';
import type { StoredEvent } from '../kernel/storage.ts';
import { countPending, type EventObject, loadEvent, loadSubjects, renderEvent } from './event.ts';
import { matchingTypes } from './event-types.ts';
import { oldestServed } from './retention.ts';
import { type LogRange, MOST_LOOKED_THROUGH, scanLog } from './scan-log.ts';
import { isOfV2 } from './v2-event-types.ts';
import { versionPort } from './versions-port.ts';

/** Stripe's bound on `types`. */
const MOST_TYPES = 20;

type ListParams = ParamsOf<'GET /v1/events'>;
/** The parameters that choose a part of the log. */
type LogParams = Pick<ListParams, 'created' | 'starting_after' | 'ending_before' | 'type' | 'types'>;

const retrieve = define('GET /v1/events/{id}', async (context, _params, { id }) => {
  const { storage } = context;
  const { now, world, connected } = context.work;
  const record = id > oldestServed(now) ? await loadEvent(storage, world, id) : undefined;
  if (record?.event.account !== connected || isOfV2(record.event.type)) throw resourceMissing('event', id, 'id');
  const pending = (await countPending(storage, world, [id])).get(id) ?? 0;
  return renderEvent(context.use(versionPort), world, record, { pending });
});

const list = define('GET /v1/events', async (context, params) => {
  const { storage } = context;
  const { now, world } = context.work;
  const limit = pageLimit(params);
  const found = await pageOf(context, params, { wanted: limit + 1, oldest: oldestServed(now) });
  const shown = found.events.slice(0, limit);
  if (params.ending_before !== undefined) shown.reverse();
  const pending = await countPending(
    storage,
    world,
    shown.map((event) => event.id),
  );
  const data: EventObject[] = [];
  for (const record of await loadSubjects(storage, world, shown)) {
    data.push(
      await renderEvent(context.use(versionPort), world, record, { pending: pending.get(record.event.id) ?? 0 }),
    );
  }
  return {
    object: 'list',
    data,
    has_more: found.events.length > limit || found.unfinished,
    url: '/v1/events',
  };
});

/** Events keep the API version at which they occurred; this room renders them. */
export const eventResource = view('event', { operations: [retrieve, list], keepsVersion: true });

/**
 * Up to `wanted` events of the log above `oldest` that the parameters ask for; `unfinished` when it gave up looking for
 * more. Throws if it found none until then, because an empty page has no cursor to continue with.
 */
async function pageOf(
  context: Context,
  params: ListParams,
  { wanted, oldest }: { wanted: number; oldest: string },
): Promise<{ events: StoredEvent[]; unfinished: boolean }> {
  const { storage } = context;
  const { world } = context.work;
  const query = await queryOf(context, params, oldest);
  if (query.types?.length === 0) return { events: [], unfinished: false };
  const { delivery_success: delivered } = params;
  const found = await scanLog(storage, world, query, {
    wanted,
    async keep(events) {
      const ofV1 = events.filter(({ type }) => !isOfV2(type));
      if (delivered === undefined) return ofV1;
      const pending = await countPending(
        storage,
        world,
        ofV1.map((event) => event.id),
      );
      return ofV1.filter((event) => !pending.has(event.id) === delivered);
    },
  });
  if (found.events.length > 0 || !found.unfinished) return found;
  throw invalidRequest(
    `None of the ${MOST_LOOKED_THROUGH} events that were searched match \`delivery_success\`. Send \`created\` or \`types\` to search others.`,
    { param: 'delivery_success' },
  );
}

/** Turns the parameters into bounds on ids, which are in the order of time. */
export async function queryOf(context: Context, params: LogParams, oldest: string): Promise<LogRange> {
  checkCursors(params);
  const { starting_after: after, ending_before: before } = params;
  if (after !== undefined) await checkCursor(context, after, 'starting_after');
  if (before !== undefined) await checkCursor(context, before, 'ending_before');
  const created = params.created === undefined ? {} : positionsCreated(params.created);
  const above = [
    oldest,
    ...(created.above === undefined ? [] : [idFloor('evt', bounded(created.above + 1))]),
    ...(before === undefined ? [] : [before]),
  ];
  const below = [
    ...(created.below === undefined ? [] : [idFloor('evt', bounded(created.below))]),
    ...(after === undefined ? [] : [after]),
  ];
  const types = typesOf(params);
  return {
    account: context.work.connected,
    descending: before === undefined,
    ...(types && { types }),
    above: above.reduce((highest, id) => (id > highest ? id : highest)),
    ...(below.length > 0 && { below: below.toSorted()[0] as string }),
  };
}

function bounded(position: number): number {
  return Math.min(Math.max(position, 0), Number.MAX_SAFE_INTEGER);
}

async function checkCursor({ storage, work }: Context, id: string, param: string): Promise<void> {
  if ((await storage.readEvent(work.world, id))?.account !== work.connected)
    throw resourceMissing('event', id, param, 400);
}

/** Returns the requested types; undefined for all. Throws if both parameters are sent, or too many types. */
function typesOf(params: LogParams): readonly string[] | undefined {
  const { type, types } = params;
  if (type !== undefined && types !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: type, types.', { param: 'types' });
  }
  if (types !== undefined && types.length > MOST_TYPES) {
    throw invalidRequest(`\`types\` can have at most ${MOST_TYPES} entries, but you passed in ${types.length}.`, {
      param: 'types',
    });
  }
  const asked = types ?? (type === undefined ? undefined : [type]);
  return asked && [...new Set(asked.flatMap(matchingTypes))];
}
