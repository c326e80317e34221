import type { VersionChange } from './change.ts';
import { onlyLeavesOut } from './fields.ts';

/**
 * Features that Stripe published as a preview, which a `Stripe-Version` header asks for after the version it names, as in
 * "2023-10-16; risk_in_requirements_beta=v1". Whoever does so calls while there is the preview, whatever version they
 * stay on: they get the fields that had been published by the last version which came out with it, too. What the preview
 * itself adds is not here.
 */
const PREVIEWS: Readonly<Record<string, string>> = {
  // Seen in recordings from August 2024 on, until March 2025.
  risk_in_requirements_beta: '2025-02-24.acacia',
};

/** What a header says: the version, and the previews of it that are known here. Others change nothing. */
export function readVersion(header: string): { version: string; previews: readonly string[] } {
  const [version = '', ...features] = header.split(';').map((part) => part.trim());
  const names = features.map((feature) => feature.split('=')[0] ?? '');
  return { version, previews: [...new Set(names)].filter((name) => Object.hasOwn(PREVIEWS, name)).sort() };
}

/** The version by which fields had been published that a caller gets; undefined when it is that of the caller. */
export function fieldsAsOf(previews: readonly string[]): string | undefined {
  return previews
    .map((name) => PREVIEWS[name] ?? '')
    .sort()
    .at(-1);
}

/** Whether a change only added fields to answers: nothing is undone of it but that. */
export function onlyAddsFields({ request, expandable, load, response }: VersionChange): boolean {
  return !request && !expandable && !load && Object.values(response ?? {}).every(onlyLeavesOut);
}
