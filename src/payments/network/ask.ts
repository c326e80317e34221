import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import type { Network } from '../../network/network.ts';
import { networkPort } from '../../network/ports.ts';
import { beginErrand } from './errand.ts';
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
  const { work, use } = context;
  const network = use(networkPort);
  const version = about === null ? 0 : work.versionOf(about);
  const attempt = version === 0 ? `${work.origin.cause}:${verb}` : `${about?.id}:${version}:${verb}`;
  if (!MOVES_NOTHING.has(verb)) {
    // What was authorized is one payment to the network, whatever is asked about it.
    const { authorization = attempt } = asking as { readonly authorization?: string };
    const isStale = async () =>
      (about !== null && version > 0 && (await work.versionNow(about)) !== version) || (await work.isAnswered());
    const undo = network.remote
      ? await beginErrand(context, network, { payment: authorization, attempt, isStale })
      : () => untilKnown(() => network.undo(attempt));
    context.undoUnlessCommitted(attempt, undo);
  }
  const call = network[verb] as (request: Asking<V> & { attempt: string }) => Promise<Answer<V>>;
  const answer = await untilKnown(() => call.call(network, { ...asking, attempt }));
  return { attempt, answer };
}
