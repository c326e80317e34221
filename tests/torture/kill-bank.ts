import { createFlorin } from '../../src/florin.ts';
import type { Journal } from '../../src/network/simulator/journal.ts';
import { openJournalFile, readJournal } from '../../src/network/simulator/journal-file.ts';
import { createSimulator } from '../../src/network/simulator/simulator.ts';
import { openInventory } from '../../src/storage/inventory/open.ts';
import { createCounts } from './counts.ts';
import { most } from './kill-read-back.ts';
import type { Ledger } from './kill-shop.ts';
import { compareWithNetwork } from './network-agrees.ts';
import type { TortureResult } from './torture.ts';

/**
 * Compares the bank's books with Florin's payments and with the responses to shops. Nothing else may use the storage.
 */
export async function bankAgrees(
  { data, journal }: { data: string; journal: string },
  key: string,
  ledger: Ledger,
): Promise<TortureResult> {
  const problems: string[] = [];
  const { figures, count } = createCounts();
  const bank = readJournal(journal);
  const kept = openJournalFile(journal);
  const florin = await createFlorin({
    storage: data,
    role: 'api',
    network: createSimulator({ journal: kept }),
    report: (error, doing) => problems.push(`${doing}: ${error instanceof Error ? error.stack : error}`),
  });
  try {
    await florin.fetch('http://florin.test/v1/balance', { headers: { authorization: `Bearer ${key}` } });
    await compareWithNetwork({ nodes: [florin], journal: bank }, count, (what) => void problems.push(what));
  } finally {
    await florin.close();
    kept.close();
  }
  const open = await openOutboundCalls(data);
  if (open > 0) problems.push(`${open} outbound calls to the bank were left open`);
  const captured = sum(bank.effects().values(), (effects) => effects.captured);
  const told = sum(ledger.charges.values(), (charge) => charge.captured);
  if (captured !== told && ledger.unanswered === 0)
    problems.push(`the bank captured ${captured} cents, and shops got responses about ${told}`);
  const effects = mostEffects(bank);
  if (effects > 1) problems.push(`one attempt had ${effects} effects`);
  return {
    figures: {
      'attempts in the journal of the bank': bank.entries().length,
      'outbound calls to the bank left open': open,
      'most effects of one attempt': effects,
      'attempts that two nodes decided at once': bank.repeated,
      'half lines of killed nodes in it': bank.torn,
      ...figures,
      'cents captured, by the bank': captured,
      'cents captured in responses': told,
    },
    problems,
  };
}

/** Returns the number of timers that still have to settle an uncommitted outbound call. */
async function openOutboundCalls(data: string): Promise<number> {
  const inventory = await openInventory(data);
  try {
    let open = 0;
    for (const world of await inventory.worlds()) {
      let page = await inventory.timers(world, '');
      while (page.length > 0) {
        open += page.filter(({ kind }) => kind === 'network.settle_errand').length;
        page = await inventory.timers(world, page.at(-1)?.id ?? '');
      }
    }
    return open;
  } finally {
    await inventory.close();
  }
}

function sum<Item>(items: Iterable<Item>, of: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}

/** Returns how often a single attempt moved money, at most. */
function mostEffects(bank: Journal): number {
  const effects = new Map<string, number>();
  for (const { kind, attempt, effect } of bank.entries())
    if (Object.keys(effect).length > 0) effects.set(`${kind} ${attempt}`, (effects.get(`${kind} ${attempt}`) ?? 0) + 1);
  return most(effects.values());
}
