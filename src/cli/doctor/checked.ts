import { openInventory } from '../../storage/inventory/open.ts';
import { StartError } from '../start-error.ts';
import { type Examination, examine } from './examine.ts';

/** Checks a file and returns a summary of its content. Throws StartError if it is inconsistent. */
export async function checked(file: string): Promise<string> {
  const inventory = await openInventory(file);
  try {
    const found = await examine(inventory);
    const [first] = found.differences;
    if (first) {
      const more = found.count > 1 ? ` (and ${found.count - 1} more; run florin doctor to list them)` : '';
      throw new StartError(`The backup has differences: ${first.world}: ${first.what}${more}.`);
    }
    return inWords(found);
  } finally {
    await inventory.close();
  }
}

/** `3 worlds with 120 objects, 300 events, 80 postings and 4 timers`. */
export function inWords({ worlds, rows }: Examination): string {
  const [objects, events, postings, timers] = [
    counted(rows.objects, 'object'),
    counted(rows.events, 'event'),
    counted(rows.postings, 'posting'),
    counted(rows.timers, 'timer'),
  ];
  return `${counted(worlds, 'world')} with ${objects}, ${events}, ${postings} and ${timers}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
