import { createFlorin } from '../../src/florin.ts';
import { openJournalFile, readJournal } from '../../src/network/simulator/journal-file.ts';
import { createSimulator } from '../../src/network/simulator/simulator.ts';
import { compareWithNetwork } from './network-agrees.ts';
import type { TortureResult } from './torture.ts';

/** Compares the bank's own books with what Florin shows, payment by payment; nobody else uses the storage meanwhile. */
export async function bankAgrees(
  { data, journal }: { data: string; journal: string },
  key: string,
): Promise<TortureResult> {
  const problems: string[] = [];
  const figures: Record<string, number> = {};
  const bank = readJournal(journal);
  const open = openJournalFile(journal);
  const florin = await createFlorin({
    storage: data,
    role: 'api',
    network: createSimulator({ journal: open }),
    report: (error, doing) => problems.push(`${doing}: ${error instanceof Error ? error.stack : error}`),
  });
  try {
    await florin.fetch('http://florin.test/v1/balance', { headers: { authorization: `Bearer ${key}` } });
    await compareWithNetwork(
      { nodes: [florin], journal: bank },
      (what, by = 1) => void (figures[what] = (figures[what] ?? 0) + by),
      (what) => void problems.push(what),
    );
  } finally {
    await florin.close();
    open.close();
  }
  const sums = { authorized: 0, captured: 0, refunded: 0, voided: 0 };
  for (const effects of bank.effects().values())
    for (const what of Object.keys(sums) as (keyof typeof sums)[]) sums[what] += effects[what];
  return {
    figures: {
      'attempts in the bank’s journal': bank.entries().length,
      'attempts that two nodes decided at once': bank.repeated,
      'half lines of killed nodes in it': bank.torn,
      ...figures,
      'cents the bank captured': sums.captured,
      'cents the bank gave back': sums.refunded,
    },
    problems,
  };
}
