import { writeFileSync } from 'node:fs';
import { apiVersions, isTooOld, OLDEST_ANSWERED } from '../src/contract/contract.ts';
import { assemble } from '../src/kernel/assemble.ts';
import type { VersionChange } from '../src/kernel/version-change.ts';
import { ROOMS } from '../src/rooms.ts';

const { changes } = assemble(ROOMS);

/** Generates docs/api-versions.md from the version changes: `node scripts/api-versions-page.ts`. */

export const PAGE = new URL('../docs/api-versions.md', import.meta.url);

/** Returns the page: the changes by version, newest first. */
export function page(): string {
  const known = apiVersions()
    .filter((version) => !isTooOld(version))
    .toReversed();
  const changed = known.filter((version) => changesOf(version).length > 0);
  return `# API versions

Generated from the \`changes/\` folders in \`src\` by \`node scripts/api-versions-page.ts\`.

Florin implements the newest API version and translates for callers of older ones: the version of a request is its
\`Stripe-Version\` header, else the account's. A version before ${OLDEST_ANSWERED} is refused. Fields that were added
later are sent at every version, as the API does. What a version changed otherwise is undone for callers of the versions
before it. One thing is as it is today at every version: \`payment_intent\` of a Checkout Session is null until its payer
pays. Before 2022-08-01, the API created it with the session.

${changed.map(section).join('\n\n')}

Known versions: ${known.join(', ')}.
`;
}

function section(version: string): string {
  const lines = changesOf(version).map(({ description }) => `- ${description}`);
  return [`## ${version}`, '', ...lines.sort()].join('\n');
}

function changesOf(version: string): VersionChange[] {
  return changes.filter((change) => change.version === version);
}

if (import.meta.main) writeFileSync(PAGE, page());
