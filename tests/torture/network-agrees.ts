import type Stripe from 'stripe';
import { accounts } from '../../src/accounts/type.ts';
import { refunds } from '../../src/charges/refunds/type.ts';
import { type Charge, charges } from '../../src/charges/type.ts';
import { nameIn } from '../../src/kernel/account-names.ts';
import { listName } from '../../src/kernel/entity.ts';
import type { Storage } from '../../src/kernel/storage.ts';
import type { Effects } from '../../src/network/simulator/journal-entry.ts';
import type { Cluster } from './cluster.ts';

/** More charges than any storm makes. */
const MOST_CHARGES = 1_000_000;
const PAGE = 500;

const NOTHING: Effects = { currency: '', authorized: 0, captured: 0, refunded: 0, voided: 0 };

/**
 * Compares the network's effects with Florin's charges, by authorization; effects without a charge must cancel out.
 * Also audits the books.
 */
export async function compareWithNetwork(
  { nodes, journal }: Pick<Cluster, 'journal' | 'nodes'>,
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  const [florin] = nodes;
  if (!florin) throw new Error('No node was started.');
  await florin.settled();
  const { storage, worlds } = florin.engine;
  const effects = journal.effects();
  for (const world of worlds.known()) {
    for (const account of await accountsOf(storage, world)) await compareAccount(world, account);
    for (const { currency, amount } of await storage.sumOfAllPostings(world))
      if (amount !== 0) wrong(`the books of ${world} are off by ${amount} ${currency}`);
  }

  /** Compares the charges of the platform (null) or of one of its accounts. */
  async function compareAccount(world: string, account: string | null): Promise<void> {
    let below: number | undefined;
    for (let compared = 0; compared < MOST_CHARGES; compared += PAGE) {
      const page = await storage.list(world, {
        list: nameIn(account, charges.object),
        ...(below !== undefined && { below }),
        descending: true,
        limit: PAGE,
      });
      for (const { id, body } of page) {
        const charge = JSON.parse(body) as Charge;
        const { authorization } = charge.internal;
        const failed = await failedRefunds(
          storage,
          world,
          nameIn(account, listName(refunds.object, `charge/${charge.id}`)),
        );
        const [asked, shown] = [told(effects.get(authorization) ?? NOTHING), told(shownOf(charge, failed))];
        // Transfers bring money that no network has.
        if (charge.source_transfer) continue;
        if (asked !== shown) wrong(`${id}: the network ${asked}; Florin shows: ${shown}`);
        effects.delete(authorization);
        count('charges compared with the network');
      }
      below = page.at(-1)?.position;
      if (page.length < PAGE) break;
    }
  }
  for (const [authorization, moved] of effects) {
    count('authorizations of the network that came to nothing');
    const { authorized, captured, refunded, voided } = moved;
    if (authorized !== voided || refunded !== 0 || (captured !== 0 && captured !== voided))
      wrong(`${authorization} has no charge, and the network ${told(moved)}`);
  }
}

/** The connected accounts of a world, and null for its platform. */
async function accountsOf(storage: Storage, world: string): Promise<(string | null)[]> {
  const rows = await storage.list(world, { list: accounts.object, descending: true, limit: PAGE });
  return [null, ...rows.map(({ body }) => (JSON.parse(body) as { id: string }).id)];
}

/**
 * Returns the total of refunds that the network failed to execute: it reports them later, and they don't show in the
 * charge.
 */
async function failedRefunds(storage: Storage, world: string, list: string): Promise<number> {
  const rows = await storage.list(world, { list, descending: true, limit: PAGE });
  return rows
    .map(({ body }) => JSON.parse(body) as Stripe.Refund)
    .filter(({ status }) => status === 'failed')
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** Returns the network effects that a charge implies; `failed` is the total of failed refunds. */
function shownOf(charge: Charge, failed: number): Effects {
  const released = charge.internal.released ?? 0;
  return {
    currency: charge.currency,
    authorized: charge.status === 'succeeded' ? charge.amount : 0,
    captured: charge.amount_captured,
    refunded: charge.amount_refunded - released + failed,
    voided: released,
  };
}

function told({ authorized, captured, refunded, voided }: Effects): string {
  return `authorized ${authorized}, captured ${captured}, refunded ${refunded}, released ${voided}`;
}
