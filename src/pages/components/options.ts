import type { Context } from 'hono';
import type { PageEnv } from '../page-env.ts';

/** The longest options that are read, in characters. */
const LONGEST_OPTIONS = 4_000;

/** The options of a component that the page around it sets, as JSON in the frame's address. Nothing is taken on trust. */
export function optionsOf<E extends PageEnv>(c: Context<E>): Readonly<Record<string, unknown>> {
  const text = c.req.query('options') ?? '{}';
  if (text.length > LONGEST_OPTIONS) return {};
  try {
    const options: unknown = JSON.parse(text);
    return typeof options === 'object' && options !== null ? { ...options } : {};
  } catch {
    // The library writes JSON; an address that was written by hand has no options.
    return {};
  }
}
