import { failingSyncs } from './disk/failing-syncs.ts';
import { fullDisks } from './disk/full.ts';
import { limitedFiles } from './disk/limits.ts';
import { ownSyncs } from './disk/own-syncs.ts';
import type { Torture } from './torture.ts';

const SIZES = {
  full: { full: { kinds: ['tmpfs', 'ext4'], times: 10, restarts: 4 }, limits: { times: 25 }, syncs: { failures: 60 } },
  short: { full: { kinds: ['tmpfs'], times: 2, restarts: 1 }, limits: { times: 1 }, syncs: { failures: 5 } },
} as const;

export const disk: Torture = {
  name: 'disk',
  does: 'fills disks, limits files and fails syncs under payments; acknowledged writes stay, rejected ones leave nothing',
  async run({ seed, size, tell }) {
    const figures: Record<string, number | string> = {};
    const problems: string[] = [];
    const count = (what: string, by = 1) => {
      figures[what] = Number(figures[what] ?? 0) + by;
    };
    const wrong = (what: string) => problems.push(what);
    const { full, limits, syncs } = SIZES[size];
    tell(`disks (${full.kinds.join(', ')}) that become full, ${full.times * full.restarts} times each`);
    await fullDisks({ seed, ...full }, count, wrong);
    tell(`files that may not grow, ${limits.times} times`);
    await limitedFiles({ seed, ...limits }, count, wrong);
    tell(`syncs that fail, from the first to number ${syncs.failures} after a start`);
    await failingSyncs({ seed, ...syncs }, count, wrong);
    if (size === 'full') {
      tell('each sync that SQLite asks for itself');
      await ownSyncs({ seed }, count, wrong);
    }
    return { figures, problems };
  },
};
