import type Stripe from 'stripe';
import { files, hasExpired, type StoredFile } from '../../files/type.ts';
import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { FILES } from './evidence.ts';

type Evidence = Stripe.Dispute.Evidence;
type Given = Stripe.DisputeUpdateParams.Evidence;

/** Total bytes of a dispute's files: 4.5 MB. */
const MOST_BYTES = 4_500_000;

/**
 * The evidence with the files that were given. Throws for one that is not there, that was uploaded for something else,
 * and for too much of them.
 */
export async function withFiles(context: Context, current: Evidence, given: Given): Promise<Evidence> {
  const merged = { ...current };
  let changed = false;
  for (const name of FILES) {
    const id = given[name];
    if (id === undefined) continue;
    changed = true;
    merged[name] = (await requireEvidence(context, id, name)).id;
  }
  if (changed) await checkSize(context, merged);
  return merged;
}

async function requireEvidence({ work }: Context, id: string, name: (typeof FILES)[number]): Promise<StoredFile> {
  const param = `evidence[${name}]`;
  const file = await work.require(files, id, param);
  const signature = name === 'customer_signature' && file.purpose === 'customer_signature';
  if (file.purpose !== 'dispute_evidence' && !signature) {
    throw invalidRequest(
      `The file '${id}' was uploaded with the purpose ${file.purpose}. Upload it with the purpose dispute_evidence.`,
      { param },
    );
  }
  if (hasExpired(file, work.now)) throw invalidRequest(`The file '${id}' has expired.`, { param });
  return file;
}

async function checkSize({ work }: Context, evidence: Evidence): Promise<void> {
  const ids = new Set(FILES.flatMap((name) => idOf(evidence[name]) ?? []));
  let bytes = 0;
  for (const id of ids) bytes += (await work.require(files, id)).size;
  if (bytes <= MOST_BYTES) return;
  throw invalidRequest(
    `The files of this dispute's evidence have ${bytes} bytes in total, more than the limit of ${MOST_BYTES}. Send images in a lower resolution.`,
    { param: 'evidence' },
  );
}
