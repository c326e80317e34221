import type { Context as HonoContext } from 'hono';
import { download, downloadable } from '../../../files/download.ts';
import { files, hasExpired, type StoredFile } from '../../../files/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { html } from '../../html.ts';
import { respondFile } from '../../respond.ts';
import { asAccount } from '../act.ts';
import { day, table } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';

/** The purpose of documents that are meant for the owner of an account. */
const PURPOSE = 'tax_document_user_upload';
/** The most documents that are shown. */
const MOST_DOCUMENTS = 100;

async function documents({ work }: Context): Promise<StoredFile[]> {
  const found = await work.list(files, { by: `purpose/${PURPOSE}`, limit: MOST_DOCUMENTS });
  return found.filter((file) => !hasExpired(file, work.now));
}

/** Shows the tax documents of an account. */
export async function showDocuments(c: HonoContext<SeatEnv>): Promise<Response> {
  const { seat, texts, component } = c.var;
  const { embedded: words, locale } = texts;
  const found = await asAccount(c, documents);
  const columns = [
    { heading: words.document },
    { heading: words.kind, isExtra: true },
    { heading: words.date },
  ] as const;
  const rows = found.map(({ id, filename, type, created }) => [
    html`<a href="${component.path}/${id}" download="${filename ?? id}">${filename ?? id}</a>`,
    type?.toUpperCase() ?? '',
    day(created, locale),
  ]);
  return seat.draw({
    title: words.documents,
    body: html`<section class="panel"><h2>${words.documents}</h2>
    ${rows.length === 0 ? html`<p class="soft">${words.noDocuments}</p>` : table(words.documents, columns, rows)}</section>`,
  });
}

/** Sends one of the documents that are shown. */
export async function sendDocument(c: HonoContext<SeatEnv>): Promise<Response> {
  const id = c.req.param('file') ?? '';
  const found = await asAccount(c, async (context) => {
    const isShown = (await documents(context)).some((file) => file.id === id);
    return isShown ? download(context, context.work.account, await downloadable(context, id)) : undefined;
  });
  return found ? respondFile(found) : showDocuments(c);
}
