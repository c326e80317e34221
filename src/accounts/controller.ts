import type Stripe from 'stripe';
import { invalidRequest } from '../kernel/errors.ts';

type Controller = Stripe.Account.Controller;

/** An account's type and what follows from it: who pays fees, bears losses, collects data and gives a dashboard. */
interface Governance {
  readonly type: Stripe.Account['type'];
  readonly controller: Controller;
}

function controllerOf(payer: string, losses: string, collection: string, dashboard: string): Controller {
  return {
    fees: { payer },
    is_controller: true,
    losses: { payments: losses },
    requirement_collection: collection,
    stripe_dashboard: { type: dashboard },
    type: 'application',
  } as Controller;
}

/** The three kinds of accounts that have a name. */
const PRESETS: Readonly<Record<string, Controller>> = {
  standard: controllerOf('account', 'stripe', 'stripe', 'full'),
  express: controllerOf('application_express', 'application', 'stripe', 'express'),
  custom: controllerOf('application_custom', 'application', 'application', 'none'),
};

/** Returns the controller of a new account. Throws for a type and a controller at once, and for impossible ones. */
export function governanceOf({
  type,
  controller: given,
}: Pick<Stripe.AccountCreateParams, 'type' | 'controller'>): Governance {
  if (given === undefined) {
    const preset = PRESETS[type ?? 'standard'];
    if (!preset) throw new Error(`the contract lets the account type ${type} through`);
    return { type: type ?? 'standard', controller: preset };
  }
  if (type !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: type, controller. Describe the account by `controller` alone.',
      { param: 'controller' },
    );
  }
  const payer = given.fees?.payer ?? 'account';
  const losses = given.losses?.payments ?? 'stripe';
  const collection = given.requirement_collection ?? 'stripe';
  const dashboard = given.stripe_dashboard?.type ?? 'full';
  checkCombination(payer, losses, collection, dashboard);
  const isStandard = payer === 'account' && losses === 'stripe' && dashboard === 'full';
  return { type: isStandard ? 'standard' : 'none', controller: controllerOf(payer, losses, collection, dashboard) };
}

/** An account whose data the platform collects has no dashboard, and its platform pays and bears the rest. */
function checkCombination(payer: string, losses: string, collection: string, dashboard: string): void {
  if (collection !== 'application') return;
  const required = [
    ['controller[stripe_dashboard][type]', dashboard, 'none'],
    ['controller[losses][payments]', losses, 'application'],
    ['controller[fees][payer]', payer, 'application'],
  ] as const;
  for (const [param, value, only] of required) {
    if (value === only) continue;
    throw invalidRequest(
      `When \`controller[requirement_collection]=application\`, \`${param}\` must be \`${only}\`, not \`${value}\`.`,
      { param },
    );
  }
}

/** True if the platform collects an account's data and accepts the terms of service for it. */
export function isCollectedByPlatform({ controller }: { readonly controller?: Controller }): boolean {
  return controller?.requirement_collection === 'application';
}
