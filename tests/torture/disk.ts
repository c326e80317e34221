import { fullDisks } from './disk/full.ts';
import type { Torture } from './torture.ts';

const SIZES = {
  full: { times: 12, restarts: 6 },
  short: { times: 2, restarts: 1 },
} as const;

/** Disks that are full, and disks that fail. */
export const disk: Torture = {
  name: 'disk',
  does: 'fills disks, limits files and fails syncs under payments, and looks whether anything was lost or half done',
  async run({ seed, size, tell }) {
    const figures: Record<string, number | string> = {};
    const problems: string[] = [];
    const count = (what: string, by = 1) => {
      figures[what] = Number(figures[what] ?? 0) + by;
    };
    const wrong = (what: string) => problems.push(what);
    tell('full disks');
    await fullDisks({ seed, ...SIZES[size] }, count, wrong);
    return { figures, problems };
  },
};
