import { integer, text } from '../../../contract/shape.ts';
import { logsPort } from '../../../events/logs.ts';
import { resourceMissing } from '../../../kernel/errors.ts';
import type { RequestEntry } from '../../../shared/request-entry.ts';
import { door } from '../../door.ts';

const PAGE = 50;
const LARGEST_PAGE = 100;
/** Requests that are looked through for a page with filters: all that are kept. */
const MOST_LOOKED_AT = 10_000;

const FILTERS = { status: text, method: text, path: text, key: text, source: text, object: text };

type Filters = { readonly [Name in keyof typeof FILTERS]?: string };

/** Requests of the account, the newest first. The cursor is the id of the last one. */
const list = door(
  'GET /requests',
  { ...FILTERS, limit: integer, after: text, before: text },
  async (context, params) => {
    const { limit = PAGE, after, before } = params;
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const isFirst =
      after === undefined && before === undefined && Object.keys(FILTERS).every((name) => !(name in params));
    const read = isFirst ? size * 4 : MOST_LOOKED_AT;
    const all = await context.use(logsPort).requests.latest(context.work.world, read);
    const fit = all.filter((entry) => passes(entry, params));
    const at = fit.findIndex(({ id }) => id === (after ?? before));
    const from = before === undefined ? (after === undefined ? 0 : at + 1) : Math.max(0, at - size);
    const to = before === undefined ? from + size : at;
    const page = fit.slice(from, to);
    return {
      object: 'florin.list',
      data: page,
      older: fit.length > to || (isFirst && all.length === read) ? (page.at(-1)?.id ?? null) : null,
      newer: from > 0 ? (page[0]?.id ?? null) : null,
    };
  },
);

/** True if a request passes. Those of the dashboard are only shown where they are asked for. */
function passes(entry: RequestEntry, { status, method, path, key, source, object }: Filters): boolean {
  if (source === undefined ? entry.key === 'dashboard' : entry.key !== source) return false;
  if (status !== undefined && !String(entry.status).startsWith(status)) return false;
  if (method !== undefined && entry.method !== method.toUpperCase()) return false;
  if (path !== undefined && !entry.path.includes(path)) return false;
  if (key !== undefined && entry.idempotencyKey !== key) return false;
  return object === undefined || entry.path.includes(object);
}

const retrieve = door('GET /requests/{id}', {}, async (context, _params, { id }) => {
  const { requests } = context.use(logsPort);
  const entry = await requests.find(context.work.world, id);
  if (!entry) throw resourceMissing('request', id, 'id');
  return { object: 'florin.request', ...entry, ...(await requests.bodiesOf(context.work.world, id)) };
});

export const requestDoors = [list, retrieve];
