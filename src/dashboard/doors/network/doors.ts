import { flag, integer, oneOf, required, text } from '../../../contract/shape.ts';
import { nameIn } from '../../../kernel/account-names.ts';
import type { Context } from '../../../kernel/context.ts';
import { invalidRequest } from '../../../kernel/errors.ts';
import { simulatorPort } from '../../../network/ports.ts';
import { MOST_TIMES, OUTCOMES } from '../../../network/simulator/faults.ts';
import { door } from '../../door.ts';

/** Entries of the journal that are shown. */
const SHOWN = 100;

/** The faults of the account; undefined if the network is not the simulated one. */
function faultsOf({ use }: Context) {
  return use(simulatorPort)?.faults;
}

function state(context: Context) {
  const { account } = context.work;
  const faults = faultsOf(context);
  return {
    object: 'florin.faults',
    simulated: faults !== undefined,
    armed: faults?.armed(account) ?? null,
    outcomes: OUTCOMES,
  };
}

const read = door('GET /faults', {}, async (context) => state(context));

/** The share of attempts without a `chance`, in percent. */
const EVERY = 100;

const arm = door(
  'POST /faults',
  {
    outcome: required(oneOf(...OUTCOMES)),
    times: integer,
    always: flag,
    chance: integer,
    amount: integer,
    method: text,
  },
  async (context, { outcome, times = 1, always = false, chance = EVERY, amount, method }) => {
    const faults = faultsOf(context);
    if (!faults) throw notSimulated();
    if (times < 1 || times > MOST_TIMES) {
      throw invalidRequest(`The number of attempts is invalid. Use 1 to ${MOST_TIMES}.`, { param: 'times' });
    }
    if (chance < 1 || chance > EVERY) {
      throw invalidRequest(`The share of attempts is invalid. Use 1 to ${EVERY} percent.`, { param: 'chance' });
    }
    const limits = { chance, amount: amount ?? null, method: method ?? null };
    faults.arm(context.work.account, { outcome, times: always ? null : times, ...limits });
    return state(context);
  },
  { isKeyless: true },
);

const disarm = door('DELETE /faults', {}, async (context) => {
  faultsOf(context)?.disarm(context.work.account);
  return state(context);
});

/** Calls of the simulated network for the account, the newest first, beside the state of the account's object now. */
const journal = door('GET /network/journal', {}, async (context) => {
  const { work, storage } = context;
  const entries = (context.use(simulatorPort)?.journal.entriesOf(work.account) ?? []).slice(-SHOWN).reverse();
  const ids = [...new Set(entries.map(({ attempt }) => objectOf(attempt)).filter((id) => id !== undefined))];
  const rows = await storage.readObjects(
    work.world,
    ids.map((id) => nameIn(work.connected, id)),
  );
  const statuses = new Map(rows.map(({ id, body }) => [id, (JSON.parse(body) as { status?: string }).status ?? null]));
  return {
    object: 'florin.list',
    data: entries.map((entry) => {
      const about = objectOf(entry.attempt) ?? null;
      return { ...entry, about, status: about === null ? null : (statuses.get(nameIn(work.connected, about)) ?? null) };
    }),
    older: null,
    newer: null,
  };
});

/** The object that an attempt is named after, if it was there before the attempt. */
function objectOf(attempt: string): string | undefined {
  return /^((?:pi|ch|py|seti|re|req)_\w+):/.exec(attempt)?.[1];
}

function notSimulated() {
  return invalidRequest('This Florin uses a network of its own, which cannot be armed. Start it without --network.');
}

export const networkDoors = [read, arm, disarm, journal];
