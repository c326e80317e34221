import type Stripe from 'stripe';
import { type MetadataParam, mergeMetadata } from '../../kernel/metadata.ts';
import type { LinkSettings } from './type.ts';

type Given = Stripe.PaymentLinkCreateParams | Stripe.PaymentLinkUpdateParams;
type Hash = Readonly<Record<string, unknown>>;

/** Parameters that are no settings of sessions: the link has them itself. */
const OWN = [
  'active',
  'currency',
  'expand',
  'inactive_message',
  'line_items',
  'metadata',
  'optional_items',
  'restrictions',
  'shipping_options',
];
/** Hashes whose parts change one by one; the others are replaced as a whole. */
const MERGED = new Set(['custom_text', 'payment_intent_data', 'subscription_data']);

/** Returns the settings with the parameters of a call: '' unsets a setting, or a part of one. */
export function withSettings(current: LinkSettings, given: Given): LinkSettings {
  const settings: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(given)) {
    if (OWN.includes(name) || value === undefined) continue;
    if (value === '') delete settings[name];
    else if (isHash(value)) settings[name] = merged(MERGED.has(name) ? settings[name] : undefined, value);
    else settings[name] = value;
  }
  // The contract has read the parameters; what unsets is left out above.
  return settings as LinkSettings;
}

function merged(current: unknown, change: Hash): Hash {
  const parts: Record<string, unknown> = isHash(current) ? { ...current } : {};
  for (const [name, value] of Object.entries(change)) {
    if (name === 'metadata') parts.metadata = mergeMetadata(metadataOf(parts), value as MetadataParam);
    else if (value === '' || value === undefined) delete parts[name];
    else parts[name] = isHash(value) ? merged(undefined, value) : value;
  }
  return parts;
}

function metadataOf({ metadata }: Hash): Stripe.Metadata {
  return isHash(metadata) ? (metadata as Stripe.Metadata) : {};
}

function isHash(value: unknown): value is Hash {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
