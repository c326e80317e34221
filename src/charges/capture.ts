import type Stripe from 'stripe';
import { asMerchant } from '../kernel/as-merchant.ts';
import type { AccountSettings, Context } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { checkWhole } from '../kernel/money.ts';
import { operation } from '../kernel/operation.ts';
import { ask } from '../network/outbound-calls/ask.ts';
import { formatAmount } from '../shared/currencies.ts';
import { changedShares } from './changed-shares.ts';
import { cardStatement } from './make.ts';
import { release } from './refunds/release.ts';
import { settle } from './settle.ts';
import { checkStatementDescriptor } from './statement-descriptor.ts';
import { CHARGE_EXPIRES } from './timers.ts';
import { type Charge, charges } from './type.ts';

export const captureCharge = operation(
  'POST /v1/charges/{charge}/capture',
  async (context, params, path) => {
    const charge = await context.work.require(charges, path.charge);
    checkCapturable(charge);
    const amount = params.amount ?? charge.amount;
    checkCapturedAmount(charge, amount);
    const { account: merchant } = await asMerchant(context, charge.on_behalf_of);
    // `application_fee` is an older name.
    const shares = { ...params, application_fee_amount: params.application_fee_amount ?? params.application_fee };
    const shared = { ...charge, ...changedShares(context, charge, shares, amount) };
    return capture(context, withDetails(merchant, shared, params), amount);
  },
  { lock: 'charge' },
);

/** Throws unless a legacy charge has an authorization that can still be captured. */
function checkCapturable(charge: Charge): void {
  const { id } = charge;
  if (charge.captured) {
    throw invalidRequest(`Charge ${id} has already been captured.`, { code: 'charge_already_captured' });
  }
  const intent = charge.payment_intent;
  if (intent !== null) {
    throw invalidRequest(
      `This uncaptured Charge was created by a PaymentIntent (${intent}). You must capture the PaymentIntent instead.`,
    );
  }
  if (charge.status !== 'succeeded') {
    throw invalidRequest(`Charge ${id} did not succeed, so there is nothing to capture.`);
  }
  if (charge.internal.expired) {
    throw invalidRequest(
      `Charge ${id} cannot be captured because the charge has expired: a charge must be captured within 7 days. You will need to create a new charge to retry the payment.`,
      { code: 'charge_expired_for_capture' },
    );
  }
  if (charge.refunded) {
    throw invalidRequest(`Charge ${id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
}

function checkCapturedAmount(charge: Charge, amount: number): void {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount > charge.amount) {
    throw invalidRequest(
      `You cannot capture more than was authorized: ${formatAmount(amount, charge.currency)} of ${formatAmount(charge.amount, charge.currency)}.`,
      { code: 'amount_too_large', param: 'amount' },
    );
  }
  checkWhole(amount, charge.currency, 'amount');
}

function withDetails(merchant: AccountSettings, charge: Charge, params: Stripe.ChargeCaptureParams): Charge {
  const descriptors = {
    statement_descriptor:
      checkStatementDescriptor(params.statement_descriptor, 'statement_descriptor') ?? charge.statement_descriptor,
    statement_descriptor_suffix:
      checkStatementDescriptor(params.statement_descriptor_suffix, 'statement_descriptor_suffix') ??
      charge.statement_descriptor_suffix,
  };
  return {
    ...charge,
    ...descriptors,
    calculated_statement_descriptor: cardStatement(merchant, descriptors),
    receipt_email: params.receipt_email === undefined ? charge.receipt_email : params.receipt_email || null,
    transfer_group: params.transfer_group ?? charge.transfer_group,
  };
}

/** Captures an authorization. The rest is released. */
async function capture(context: Context, charge: Charge, amount: number): Promise<Charge> {
  const { work } = context;
  await ask(context, 'capture', charge, {
    authorization: charge.internal.authorization,
    instrument: charge.internal.instrument,
    amount,
    currency: charge.currency,
  });
  const taken = await settle(context, work.save<Charge>({ ...charge, amount_captured: amount, captured: true }));
  const captured = amount < charge.amount ? await release(context, taken, charge.amount - amount) : taken;
  await work.cancelTimers(charge.id, CHARGE_EXPIRES);
  work.emit('charge.captured', captured);
  return captured;
}
