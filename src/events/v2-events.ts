import type { Context } from '../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';
import { pageLimit } from '../kernel/list.ts';
import { define, type ParamsOf } from '../kernel/operation.ts';
import { view } from '../kernel/resource.ts';
import { type EventRecord, loadEvent, loadSubjects, renderEvent } from './event.ts';
import { queryOf } from './events.ts';
import { oldestServed } from './retention.ts';
import { MOST_LOOKED_THROUGH, scanLog } from './scan-log.ts';
import { wholeEvent } from './thin-event.ts';
import { loggedType } from './v2-event-types.ts';
import { versionPort } from './versions-port.ts';

type ListParams = ParamsOf<'GET /v2/core/events'>;

const retrieve = define('GET /v2/core/events/{event}', async (context, _params, { event: id }) => {
  const { storage, work } = context;
  const record = id > oldestServed(work.now) ? await loadEvent(storage, work.world, id) : undefined;
  if (record?.event.account !== work.connected) throw resourceMissing('event', id, 'event');
  return rendered(context, record);
});

/** The events of the account, newest first: those of API v1 in their thin form, and those of API v2. */
const list = define('GET /v2/core/events', async (context, params: ListParams & Cursors) => {
  const { storage, work } = context;
  const limit = pageLimit(params);
  const { object_id: id, types, ...range } = params;
  const query = await queryOf(
    context,
    { ...range, ...(types && { types: types.map(logged) }) },
    oldestServed(work.now),
  );
  const records = new Map<string, EventRecord>();
  const found = await scanLog(storage, work.world, query, {
    wanted: limit + 1,
    async keep(events) {
      for (const record of await loadSubjects(storage, work.world, events)) records.set(record.event.id, record);
      return id === undefined ? events : events.filter((event) => isAbout(records.get(event.id), id));
    },
  });
  if (found.events.length === 0 && found.unfinished) {
    throw invalidRequest(
      `None of the ${MOST_LOOKED_THROUGH} events that were searched are about ${id}. Send \`created\` or \`types\` to search others.`,
      { param: 'object_id' },
    );
  }
  const shown = found.events.slice(0, limit).flatMap((event) => records.get(event.id) ?? []);
  if (params.ending_before !== undefined) shown.reverse();
  const data = await Promise.all(shown.map((record) => rendered(context, record)));
  return { object: 'list', data, has_more: found.events.length > limit || found.unfinished, url: '/v2/core/events' };
});

/** The cursors that a page's URL holds. */
interface Cursors {
  readonly starting_after?: string;
  readonly ending_before?: string;
}

/** Events are the same at every version. */
export const v2EventResource = view('v2.core.event', { operations: [retrieve, list] });

async function rendered({ use, work }: Context, record: EventRecord): Promise<object> {
  return wholeEvent(await renderEvent(use(versionPort), work.world, record, { pending: 0 }));
}

function logged(thin: string): string {
  const type = loggedType(thin);
  if (type !== undefined) return type;
  throw invalidRequest(`The event type ${thin} does not exist. Types begin with their API, as v1.charge.succeeded.`, {
    param: 'types',
  });
}

function isAbout(record: EventRecord | undefined, id: string): boolean {
  return record !== undefined && (JSON.parse(record.subject) as { id?: string }).id === id;
}
