import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { download, type Params } from '../data/call.ts';
import { setQuery, useAddress, withQuery } from '../data/router.ts';
import { useDesk } from '../data/session.ts';
import { type ApiList, useGet } from '../data/use-call.ts';
import { useWords } from '../words/words.ts';
import { type Column, DataTable } from './data-table.tsx';
import { Button, useSubmit } from './dialog-form.tsx';
import type { Choice } from './fields.tsx';
import { type Filter, FilterBar } from './filter-bar.tsx';
import { Empty, Failure, useTitle } from './notices.tsx';

/** A page of rows, as lists of the dashboard's own answer it. */
export interface RowPage<Row> {
  readonly data: readonly Row[];
  readonly older: string | null;
  readonly newer: string | null;
  readonly unfinished?: boolean;
}

/** Rows of a page. */
const PAGE = 50;

/** Makes the parameters and the page of a list of the API, whose cursors are ids. */
export const apiList = {
  params: ({ after, before, ...rest }: Params): Params => ({
    ...rest,
    limit: PAGE,
    starting_after: after,
    ending_before: before,
  }),
  page<Row extends { readonly id: string }>({ data, has_more }: ApiList<Row>, { after, before }: Params): RowPage<Row> {
    const isMore = before ? true : has_more;
    return {
      data,
      older: isMore ? (data.at(-1)?.id ?? null) : null,
      newer: (before ? has_more : Boolean(after)) ? (data[0]?.id ?? null) : null,
    };
  },
};

/** Makes the parameters and the page of a list of the dashboard's own. */
export const ownList = {
  params: (params: Params): Params => ({ ...params, limit: PAGE }),
  page: <Row,>(page: RowPage<Row>): RowPage<Row> => page,
};

interface ListPageProps<Row, Answer> {
  readonly title: string;
  readonly path: string;
  /** The two functions that go between the address and the call: `apiList` or `ownList`. */
  readonly params: (params: Params) => Params;
  readonly page: (answer: Answer, params: Params) => RowPage<Row>;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly hrefOf?: (row: Row) => string | undefined;
  /** The topics that make it stale. */
  readonly topics: readonly string[];
  /** States that are tabs, under a name of the query. */
  readonly tabs?: { readonly name: string; readonly choices: readonly Choice[] };
  readonly filters?: readonly Filter[];
  /** Turns a value of the address into one of the call (for example, a day into seconds). */
  readonly convert?: (params: Readonly<Record<string, string>>) => Params;
  readonly actions?: ComponentChildren;
  /** The page that leads here. */
  readonly back?: { readonly path: string; readonly text: string };
  readonly empty: { readonly title: string; readonly text: string; readonly children?: ComponentChildren };
  /** True while it does not follow what happens. */
  readonly paused?: boolean;
  readonly before?: ComponentChildren;
  readonly selected?: string | undefined;
}

/** A list with its tabs, filters, pages and CSV. The address is its state. */
export function ListPage<Row, Answer>(props: ListPageProps<Row, Answer>) {
  const { title, path, columns, tabs, filters = [], actions, back, empty, paused } = props;
  const words = useWords();
  const { account } = useDesk();
  const { query } = useAddress();
  useTitle(title);
  const names = [...filters.map(({ name }) => name), ...(tabs ? [tabs.name] : [])];
  const given = Object.fromEntries(names.flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? '']] : [])));
  const filtered: Params = props.convert ? props.convert(given) : given;
  const cursors = { after: query.get('after') ?? undefined, before: query.get('before') ?? undefined };
  const asked = { ...filtered, ...cursors };
  const { data, error, loading, reload } = useGet<Answer>(path, props.params(asked), paused ? [] : props.topics);
  const { busy, problem, submit } = useSubmit();
  const save = () =>
    submit(async () => {
      const name = path.replace(/^\/(v1\/)?/, '').replaceAll('/', '_');
      await download(account, `/export/${name}.csv`, filtered, `${name}.csv`);
    });
  const last = useLast(data, JSON.stringify(asked));
  const page = last && props.page(last, asked);

  return (
    <>
      {back && (
        <a class="back" data-back="" href={back.path}>
          <span class="icon icon-arrow-left" aria-hidden="true" /> {back.text}
        </a>
      )}
      <div class="title">
        <h1>{title}</h1>
        <div class="row">
          <Button busy={busy} onClick={save}>
            <span class="icon icon-download" aria-hidden="true" />
            {words.common.export}
          </Button>
          {actions}
        </div>
      </div>
      {tabs && <Tabs name={tabs.name} choices={tabs.choices} />}
      {filters.length > 0 && <FilterBar filters={filters} />}
      {props.before}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {error && <Failure error={error} onRetry={reload} />}
      {page && page.data.length > 0 && (
        <DataTable
          caption={title}
          columns={columns}
          rows={page.data}
          keyOf={props.keyOf}
          {...(props.hrefOf && { hrefOf: props.hrefOf })}
          selected={props.selected}
        />
      )}
      {page && page.data.length === 0 && !page.unfinished && (
        <Empty title={empty.title} text={empty.text}>
          {empty.children}
        </Empty>
      )}
      {!page && !error && (
        <p class="loading" role="status">
          {words.common.loading}
        </p>
      )}
      {page && (
        <div class="pages">
          <PageLink
            text={words.common.newer}
            cursor={page.newer}
            to={{ before: page.newer, after: null }}
            shortcut="["
          />
          <PageLink
            text={page.unfinished ? words.common.lookFurther : words.common.older}
            cursor={page.older}
            to={{ after: page.older, before: null }}
            shortcut="]"
          />
          {page.unfinished && <span class="muted">{words.common.unfinished}</span>}
          <span class="muted count" aria-live="polite">
            {loading ? '' : words.common.rows(page.data.length)}
          </span>
        </div>
      )}
    </>
  );
}

/** The last answer to the same question: a list stays while it is loaded anew. */
function useLast<T>(data: T | undefined, question: string): T | undefined {
  const [last, setLast] = useState<{ data: T; question: string }>();
  useEffect(() => {
    if (data !== undefined) setLast({ data, question });
  }, [data, question]);
  return data ?? last?.data;
}

/** The state tabs: links, so that each has an address. */
export function Tabs({ name, choices }: { name: string; choices: readonly Choice[] }) {
  const words = useWords();
  const { query } = useAddress();
  const current = query.get(name) ?? '';
  return (
    <nav class="tabs" aria-label={words.common.status}>
      {[['', words.common.all] as const, ...choices].map(([value, text]) => (
        <a
          key={value}
          href={withQuery({ [name]: value || null, after: null, before: null })}
          aria-current={current === value ? 'true' : undefined}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}

interface PageLinkProps {
  readonly text: string;
  readonly cursor: string | null;
  readonly to: Readonly<Record<string, string | null>>;
  readonly shortcut: string;
}

function PageLink({ text, cursor, to, shortcut }: PageLinkProps) {
  return (
    <button type="button" class="button" disabled={cursor === null} data-key={shortcut} onClick={() => setQuery(to)}>
      {text}
    </button>
  );
}
