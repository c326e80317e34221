import type { Collection, Terms } from '../../connect/account-links/type.ts';
import { storedUrl } from '../../shared/caller-urls.ts';

type Options = Readonly<Record<string, unknown>>;

/** The requirements that a page has its form collect (`setCollectionOptions`). Nothing is taken on trust. */
export function collectionOf(options: Options, isBankExcluded: boolean): Collection {
  const given = hash(options.collectionOptions);
  const requirements = hash(given.requirements);
  const only = texts(requirements.only);
  const excluded = [...(texts(requirements.exclude) ?? []), ...(isBankExcluded ? ['external_account'] : [])];
  return {
    fields: given.fields === 'eventually_due' ? 'eventually_due' : 'currently_due',
    futureRequirements: given.futureRequirements === 'include' ? 'include' : 'omit',
    ...(only && { only }),
    ...(excluded.length > 0 && { excluded }),
  };
}

/** The terms that a page has its owners agree to (`setFullTermsOfServiceUrl` and others). */
export function termsOf(options: Options, isRecipient: boolean): Terms {
  const url = (value: unknown) => (typeof value === 'string' ? storedUrl(value, 'web') : undefined);
  const service = url(isRecipient ? options.recipientTermsOfServiceUrl : options.fullTermsOfServiceUrl);
  const privacy = url(options.privacyPolicyUrl);
  return {
    ...(service !== undefined && { service }),
    ...(privacy !== undefined && { privacy }),
    ...(options.skipTermsOfServiceCollection === true && { isSkipped: true }),
  };
}

function hash(value: unknown): Options {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The most requirements that are named. */
const MOST_NAMES = 100;

function texts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((one): one is string => typeof one === 'string').slice(0, MOST_NAMES);
}
