import type { ApiObject } from '../../parts/objects/spec.ts';
import type { Words } from '../../words/en.ts';

/** The fields of a meter that its pages show. */
export interface Meter extends ApiObject {
  readonly display_name: string;
  readonly event_name: string;
  readonly status: 'active' | 'inactive';
  readonly default_aggregation: { readonly formula: keyof Words['meters']['formulas'] };
  readonly customer_mapping: { readonly event_payload_key: string };
  readonly value_settings: { readonly event_payload_key: string };
}
