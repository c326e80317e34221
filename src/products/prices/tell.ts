import type { Context } from '../../kernel/context.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { planOf } from '../plans/view.ts';
import type { Price } from './type.ts';

/** Tells of a price that is new or gone, and of the plan that a recurring one is as well. */
export function tellOfPrice({ work }: Context, what: 'created' | 'deleted', price: Price): void {
  const plan = planOf(price);
  if (plan) work.emit(`plan.${what}`, plan);
  work.emit(`price.${what}`, price);
}

/** Tells of what changed about a price, and about its plan. */
export function tellOfChange({ work }: Context, before: Price, after: Price): void {
  const [planBefore, planAfter] = [planOf(before), planOf(after)];
  const ofPlan = planBefore && planAfter ? previousAttributes(planBefore, planAfter) : {};
  if (planAfter && Object.keys(ofPlan).length > 0) work.emit('plan.updated', planAfter, ofPlan);
  work.emit('price.updated', after, previousAttributes(before, after));
}
