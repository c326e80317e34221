import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { planOf } from '../plans/view.ts';
import type { Price } from './type.ts';

/** Emits the events of a created or deleted price, and of its plan if it is recurring. */
export function emitPriceEvents({ work }: Context, what: 'created' | 'deleted', price: Price): void {
  const plan = planOf(price);
  if (plan) work.emit(`plan.${what}`, plan);
  work.emit(`price.${what}`, price);
}

/** Emits the events of an updated price and its plan. */
export function emitPriceUpdate({ work }: Context, before: Price, after: Price): void {
  const [planBefore, planAfter] = [planOf(before), planOf(after)];
  const ofPlan = planBefore && planAfter ? previousAttributes(planBefore, planAfter) : {};
  if (planAfter && Object.keys(ofPlan).length > 0) work.emit('plan.updated', planAfter, ofPlan);
  work.emit('price.updated', after, previousAttributes(before, after));
}
