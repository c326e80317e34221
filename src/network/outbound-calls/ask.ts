import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { ConflictError } from '../../kernel/storage.ts';
import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import { AttemptReversedError, type Network } from '../network.ts';
import { networkPort } from '../ports.ts';
import { beginOutboundCall } from './outbound-call.ts';
import { untilKnown } from './until-known.ts';

/** A call of the network. */
type Verb = 'authorize' | 'capture' | 'increment' | 'refund' | 'setup' | 'verify' | 'void';

/** Calls that move no money and need no reversal. */
const MOVES_NOTHING: ReadonlySet<Verb> = new Set(['setup', 'verify']);

type RequestOf<V extends Verb> = Omit<Parameters<Network[V]>[0], 'attempt'>;
type Answer<V extends Verb> = Awaited<ReturnType<Network[V]>>;

/**
 * Calls the network about an object that the decision has read and will change, or null if it does not exist yet. The
 * call is reversed unless the decision commits. Throws UnknownOutcomeError if the result cannot be determined. An
 * attempt is named after the object and its version as read: a retry after a lost response or a failed commit repeats
 * the same attempt, which has one effect. An attempt that creates its object is named after its cause (the
 * Idempotency-Key with a hash of the request, if there is one).
 */
export async function ask<V extends Verb>(
  context: Context,
  verb: V,
  about: Entity | null,
  request: RequestOf<V>,
): Promise<{ attempt: string; answer: Answer<V> }> {
  const network = context.use(networkPort);
  const wanted = nameOf(context.work, verb, about);
  // To the network an authorization is one payment, whatever the call.
  const { authorization: payment = wanted } = request as { readonly authorization?: string };
  const attempt = MOVES_NOTHING.has(verb) ? wanted : await beUndoable(context, network, { payment, wanted, about });
  const call = network[verb] as (request: RequestOf<V> & { attempt: string; account: string }) => Promise<Answer<V>>;
  const { account } = context.work;
  const answer = await untilKnown(() => call.call(network, { ...request, attempt, account })).catch(
    (error: unknown) => {
      // It was reversed meanwhile, so this decision cannot commit.
      throw error instanceof AttemptReversedError ? new ConflictError(attempt) : error;
    },
  );
  return { attempt, answer };
}

function nameOf(work: UnitOfWork, verb: Verb, about: Entity | null): string {
  const version = about === null ? 0 : work.versionOf(about);
  return version === 0 ? `${work.origin.cause}:${verb}` : `${about?.id}:${version}:${verb}`;
}

/** Registers the reversal of an attempt unless it is committed. Returns the attempt's name. */
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
