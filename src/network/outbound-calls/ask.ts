import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { ConflictError } from '../../kernel/storage.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { type Network, TakenBackError } from '../network.ts';
import { networkPort } from '../ports.ts';
import { beginOutboundCall } from './outbound-call.ts';
import { untilKnown } from './until-known.ts';

/** What a network is asked. */
export type Verb = 'authorize' | 'capture' | 'increment' | 'refund' | 'setup' | 'verify' | 'void';

/** What only looks: nothing has to be taken back of it. */
const MOVES_NOTHING: ReadonlySet<Verb> = new Set(['setup', 'verify']);

type Asking<V extends Verb> = Omit<Parameters<Network[V]>[0], 'attempt'>;
type Answer<V extends Verb> = Awaited<ReturnType<Network[V]>>;

/**
 * Asks the network, about an object that the decision has read and will change, or null when there is none yet. What it
 * does is undone should the decision not be committed. Throws UnknownOutcomeError when the network cannot say what it did.
 *
 * An attempt is named after the object and the version that the decision rests on: whoever asks for the same again,
 * because an answer was lost or a commit failed, asks for the same attempt, and it has one effect. What creates its
 * object is named after its cause, which is the Idempotency-Key and what is asked under it where there is one.
 */
export async function ask<V extends Verb>(
  context: Context,
  verb: V,
  about: Entity | null,
  asking: Asking<V>,
): Promise<{ attempt: string; answer: Answer<V> }> {
  const network = context.use(networkPort);
  const wanted = nameOf(context.work, verb, about);
  // What was authorized is one payment to the network, whatever is asked about it.
  const { authorization: payment = wanted } = asking as { readonly authorization?: string };
  const attempt = MOVES_NOTHING.has(verb) ? wanted : await beUndoable(context, network, { payment, wanted, about });
  const call = network[verb] as (request: Asking<V> & { attempt: string }) => Promise<Answer<V>>;
  const answer = await untilKnown(() => call.call(network, { ...asking, attempt })).catch((error: unknown) => {
    // Somebody settled it meanwhile, so this can no longer be committed.
    throw error instanceof TakenBackError ? new ConflictError(attempt) : error;
  });
  return { attempt, answer };
}

function nameOf(work: UnitOfWork, verb: Verb, about: Entity | null): string {
  const version = about === null ? 0 : work.versionOf(about);
  return version === 0 ? `${work.origin.cause}:${verb}` : `${about?.id}:${version}:${verb}`;
}

/** Sees to it that an attempt is taken back unless it is committed. Returns the name under which it is to be made. */
async function beUndoable(
  context: Context,
  network: Network,
  { payment, wanted, about }: { payment: string; wanted: string; about: Entity | null },
): Promise<string> {
  const { work } = context;
  const isStale = async () => (about !== null && (await work.isBehind(about))) || (await work.isAnswered());
  const { name, undo } = network.remote
    ? await beginOutboundCall(context, network, { payment, attempt: wanted, isStale })
    : { name: wanted, undo: () => network.undo(wanted) };
  context.compensate(name, undo);
  return name;
}
