import { type Leaf, nameOf } from './leaves.ts';
import type { Form, Outcome, Shop } from './shop.ts';
import type { Situation } from './situation.ts';

/**
 * The effect of a parameter on a call: it had an `effect`, it was only `kept` (it is shown and stored under its own name), it
 * was `refused`, it did `nothing`, or the call failed for another reason and `unreached` it.
 */
export type Finding = 'effect' | 'kept' | 'refused' | 'nothing' | 'unreached';

export interface Call {
  readonly id: string;
  readonly prepare: (shop: Shop, path: string) => Promise<Situation> | Situation;
}

/** A refusal that names a type refuses every parameter of it. */
const TYPE_REFUSED = /Florin does not support|passed a recurring price|not allowed for this SetupIntent/;

/** Sends a call without and with a parameter, and compares. The most telling of its values counts. */
export async function examine(
  shop: Shop,
  call: Call,
  leaf: Leaf,
  baselines: Map<string, Baseline>,
): Promise<[Finding, string]> {
  const [method = '', template = ''] = call.id.split(' ');
  const send = async (more: Form, without?: string) => {
    const { ids = [], form = {} } = await call.prepare(shop, leaf.path);
    const sent = { ...leaf.companions, ...form, ...leaf.types, ...more };
    const kept = Object.entries(sent).filter(([name]) => name !== without);
    let place = 0;
    const path = template.replace(/\{\w+\}/g, () => ids[place++] ?? 'none');
    return shop.send(method, path, Object.fromEntries(kept));
  };
  const { form } = await call.prepare(shop, leaf.path);
  const names = Object.keys({ ...leaf.companions, ...form, ...leaf.types }).filter((name) => name !== leaf.path);
  const place = JSON.stringify([names.sort(), leaf.companions, leaf.types]);
  const baseline = baselines.get(place) ?? (await baselineOf(() => send({}, leaf.path)));
  baselines.set(place, baseline);
  let found: [Finding, string] = ['nothing', ''];
  for (const value of leaf.values) {
    const outcome = await send({ [leaf.path]: value });
    const finding = compare(baseline, outcome, leaf, value);
    const message = outcome.status === 200 ? '' : String(outcome.body.error?.message);
    if (RANK.indexOf(finding) < RANK.indexOf(found[0])) found = [finding, message];
    if (outcome.status === 501) return ['refused', message];
    if (finding === 'effect') break;
  }
  return found;
}

const RANK: readonly Finding[] = ['effect', 'kept', 'refused', 'unreached', 'nothing'];

/** A call without the parameter, and the places whose values differ from one such call to the next. */
interface Baseline {
  readonly outcome: Outcome;
  readonly unsteady: ReadonlySet<string>;
}

async function baselineOf(send: () => Promise<Outcome>): Promise<Baseline> {
  const [outcome, other] = [await send(), await send()];
  return { outcome, unsteady: new Set(differences(outcome, other, new Set())) };
}

function differences(one: Outcome, other: Outcome, except: ReadonlySet<string>): string[] {
  const places = new Set([...one.values.keys(), ...other.values.keys()]);
  return [...places].filter((place) => !except.has(place) && one.values.get(place) !== other.values.get(place));
}

function compare({ outcome: before, unsteady }: Baseline, after: Outcome, leaf: Leaf, value: string): Finding {
  if (after.status === 501) return 'refused';
  if (after.status !== 200) {
    if (TYPE_REFUSED.test(after.body.error?.message ?? '')) return 'refused';
    const isOther = before.status === 200 || before.body.error?.message !== after.body.error?.message;
    return isOther ? 'refused' : 'unreached';
  }
  if (before.status !== 200) return 'effect';
  const changed = differences(before, after, unsteady);
  const own = `/${nameOf(leaf.path)}`;
  // A name that is random otherwise, such as an invoice's prefix.
  const isSet = [...unsteady].some((place) => place.endsWith(own) && String(after.values.get(place)) === value);
  if (changed.length === 0) return isSet ? 'kept' : 'nothing';
  // A hash that is filled replaces a null.
  const isFilled = (place: string) => before.values.get(place) === null && after.values.get(place) === undefined;
  const isOwn = (place: string) => `${place}/`.includes(`${own}/`) || isFilled(place);
  return changed.every(isOwn) ? 'kept' : 'effect';
}
