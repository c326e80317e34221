import type Stripe from 'stripe';
import { files, type StoredFile } from '../files/type.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { verifierPort } from '../network/ports.ts';
import { persons } from './persons/type.ts';
import type { Account } from './type.ts';

/** The purposes of files that prove an identity or a requirement of an account. */
const PURPOSES = ['account_requirement', 'additional_verification', 'identity_document'];
/** The verifier's reference to a document that was uploaded. */
const UPLOADED = 'uploaded';

/** A document as its owner refers to it, and the verifier's reference to it. */
interface Document {
  readonly file: string;
  readonly reference: string;
}

/**
 * Returns the file of a document. A test id, such as `file_identity_document_success`, becomes a file of the account.
 * Throws for unknown files and for those of another purpose.
 */
export async function documentOf(context: Context, account: string, id: string, param: string): Promise<Document> {
  const { work } = context;
  const own = work.for(account);
  const reference = context.use(verifierPort).testDocument(id);
  if (reference !== undefined) return { file: insertTestDocument(context, account), reference };
  const file = (await own.get(files, id)) ?? (await work.for(work.world).require(files, id, param));
  if (PURPOSES.includes(file.purpose)) return { file: file.id, reference: UPLOADED };
  throw invalidRequest(
    `The file ${id} has the purpose ${file.purpose}. Upload one with the purpose identity_document or additional_verification.`,
    { param },
  );
}

/** The file that a test id stands for. It has no content to download. */
function insertTestDocument({ work }: Context, account: string): string {
  const own = work.for(account);
  const id = own.newId(files.prefix);
  own.insert<StoredFile>(files, {
    id,
    object: 'file',
    created: own.now,
    expires_at: null,
    filename: 'identity_document_success.png',
    links: { object: 'list', data: [], has_more: false, url: `/v1/file_links?file=${id}` },
    purpose: 'identity_document',
    size: 0,
    title: null,
    type: 'png',
    url: null,
    internal: { chunks: [], mimetype: 'image/png' },
  });
  return id;
}

/** The files of one kind, and the person of the account who signed them. */
interface Given {
  readonly files?: readonly string[];
  readonly signer?: { readonly person?: string };
}

/** Applies the `documents` of a call: the files that prove something about the account, by their kind. */
export async function withDocuments(
  context: Context,
  account: Account,
  given: Stripe.AccountUpdateParams.Documents | undefined,
): Promise<Account> {
  if (given === undefined) return account;
  const documents: Record<string, readonly string[]> = { ...account.internal.documents };
  const testDocuments: Record<string, string> = { ...account.internal.testDocuments };
  for (const [kind, { files: ids = [], signer }] of Object.entries<Given>({ ...given })) {
    const kept = [];
    if (signer?.person) {
      await context.work.for(account.id).require(persons, signer.person, `documents[${kind}][signer][person]`);
    }
    for (const [index, id] of ids.entries()) {
      const { file, reference } = await documentOf(context, account.id, id, `documents[${kind}][files][${index}]`);
      kept.push(file);
      testDocuments[kind] = reference;
    }
    documents[kind] = kept;
  }
  return { ...account, internal: { ...account.internal, documents, testDocuments } };
}
