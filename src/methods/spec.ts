import type { MethodSpec } from '../shared/method-spec.ts';
import { methodOf } from './registry.ts';

/** Returns the facts of a payment method that forms need. */
export function specOf(type: string): MethodSpec {
  const { label, formLabel = label, flow, requires = [], collects = [], fields = [], reusable, color } = methodOf(type);
  return {
    type,
    label: formLabel,
    flow,
    collects: [...new Set([...requires, ...collects])],
    fields,
    reusable,
    color: color ?? null,
  };
}
