import type { Customer } from '../../customers/type.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { patch } from '../../kernel/patch.ts';
import { checkFee, checkShares } from '../reading/shares.ts';
import { anchorOfSubscription } from './bill.ts';
import { cancelAtOf } from './cancel-at.ts';
import { optionsOf } from './create.ts';
import { ownMethod, ownSource } from './customer.ts';
import { grantAll, redeemAll } from './discounts.ts';
import { feedbackOption } from './feedback-option.ts';
import { pendingInterval } from './pending-interval.ts';
import { readTaxRates } from './read-items.ts';
import { thresholdsOf } from './terms.ts';
import type { Subscription } from './type.ts';
import type { UpdateParams } from './update-params.ts';

/** Applies the parameters of an update that do not change what is billed for the present period. */
export async function withFields(
  context: Context,
  customer: Customer,
  current: Subscription,
  params: UpdateParams,
): Promise<Subscription> {
  await checkShares(context, params);
  checkFee(context, params, '', current);
  const now = context.work.now;
  const { payment_settings: settings, invoice_settings: shown, automatic_tax: tax, transfer_data: transfer } = params;
  const { default_payment_method: method, default_source: source, pause_collection: paused } = params;
  const patched = patch<Subscription, Pick<UpdateParams, 'description'>>(current, params, { description: true });
  const next: Subscription = {
    ...patched,
    ...(params.application_fee_percent !== undefined && {
      application_fee_percent: params.application_fee_percent || null,
    }),
    ...(tax !== undefined && {
      automatic_tax: {
        disabled_reason: null,
        enabled: tax.enabled,
        liability: tax.enabled
          ? { type: tax.liability?.type ?? 'self', ...(tax.liability?.account && { account: tax.liability.account }) }
          : null,
      },
    }),
    ...(params.billing_thresholds !== undefined && { billing_thresholds: thresholdsOf(params.billing_thresholds) }),
    ...(method !== undefined && {
      default_payment_method: !method ? null : await ownMethod(context, customer, method),
    }),
    ...(source !== undefined && { default_source: !source ? null : await ownSource(context, customer, source) }),
    ...(params.default_tax_rates !== undefined && {
      default_tax_rates: [...((await readTaxRates(context, params.default_tax_rates, 'default_tax_rates')) ?? [])],
    }),
    ...(params.discounts !== undefined && { discounts: await changedDiscounts(context, current, params.discounts) }),
    ...(shown !== undefined && { invoice_settings: changedInvoiceSettings(current.invoice_settings, shown) }),
    metadata: mergeMetadata(current.metadata, params.metadata),
    ...(params.on_behalf_of !== undefined && { on_behalf_of: params.on_behalf_of || null }),
    ...(paused !== undefined && {
      pause_collection: paused
        ? { behavior: paused.behavior, resumes_at: checkedResume(paused.resumes_at, now) }
        : null,
    }),
    ...(params.pending_invoice_item_interval !== undefined &&
      pendingInterval(params.pending_invoice_item_interval, anchorOfSubscription(current), now)),
    ...(settings !== undefined && {
      payment_settings: {
        payment_method_options:
          settings.payment_method_options === undefined
            ? (current.payment_settings?.payment_method_options ?? null)
            : optionsOf(settings.payment_method_options),
        payment_method_types:
          settings.payment_method_types === undefined
            ? (current.payment_settings?.payment_method_types ?? null)
            : settings.payment_method_types || null,
        save_default_payment_method:
          settings.save_default_payment_method ?? current.payment_settings?.save_default_payment_method ?? 'off',
      },
    }),
    ...(transfer !== undefined && {
      transfer_data: transfer
        ? { amount_percent: transfer.amount_percent ?? null, destination: transfer.destination }
        : null,
    }),
    ...(params.trial_settings !== undefined && {
      trial_settings: {
        end_behavior: {
          billing_cycle_anchor:
            params.trial_settings.end_behavior.billing_cycle_anchor ??
            current.trial_settings?.end_behavior.billing_cycle_anchor ??
            null,
          missing_payment_method:
            params.trial_settings.end_behavior.missing_payment_method ??
            current.trial_settings?.end_behavior.missing_payment_method ??
            'create_invoice',
        },
      },
    }),
    ...sendingOf(current, params, customer),
  };
  return withCancellation(next, params, now, await feedbackOption(context, params.cancellation_details));
}

/** The fields of an update's end, and the customer's reasons. */
function withCancellation(
  subscription: Subscription,
  params: UpdateParams,
  now: number,
  option: string | null | undefined,
): Subscription {
  const ending = { ...subscription, ...cancelAtOf(subscription, params, now) };
  const details = params.cancellation_details;
  if (details === undefined) return ending;
  const known = ending.cancellation_details;
  return {
    ...ending,
    cancellation_details: {
      comment: details.comment === undefined ? (known?.comment ?? null) : details.comment || null,
      feedback: details.feedback === undefined ? (known?.feedback ?? null) : details.feedback || null,
      feedback_option: option === undefined ? (known?.feedback_option ?? null) : option,
      reason: known?.reason ?? null,
    },
  };
}

async function changedDiscounts(
  context: Context,
  current: Subscription,
  given: UpdateParams['discounts'],
): Promise<string[]> {
  const redeemed = await redeemAll(context, given || [], 'discounts');
  return grantAll(context, redeemed, { customer: current.customer, subscription: current.id }, current.discounts);
}

function changedInvoiceSettings(
  current: Subscription['invoice_settings'],
  given: NonNullable<UpdateParams['invoice_settings']>,
): Subscription['invoice_settings'] {
  const { account_tax_ids: taxIds, custom_fields: custom, issuer } = given;
  return {
    account_tax_ids: taxIds === undefined ? current.account_tax_ids : taxIds || null,
    custom_fields: custom === undefined ? current.custom_fields : custom || null,
    description: given.description === undefined ? current.description : given.description || null,
    footer: given.footer === undefined ? current.footer : given.footer || null,
    issuer: issuer ? { type: issuer.type, ...(issuer.account && { account: issuer.account }) } : current.issuer,
  };
}

function sendingOf(
  current: Subscription,
  { collection_method: method = current.collection_method, days_until_due: days }: UpdateParams,
  customer: Customer,
): Partial<Pick<Subscription, 'collection_method' | 'days_until_due'>> {
  if (method !== 'send_invoice') {
    if (days !== undefined) {
      throw invalidRequest('You can only set `days_until_due` if `collection_method` is `send_invoice`.', {
        param: 'days_until_due',
      });
    }
    return { collection_method: method, days_until_due: null };
  }
  const until = days ?? current.days_until_due;
  if (until === null) {
    throw invalidRequest('You must set `days_until_due` if `collection_method` is `send_invoice`.', {
      code: 'parameter_missing',
      param: 'days_until_due',
    });
  }
  if (!customer.email) {
    throw invalidRequest(
      'Missing email. In order to create invoices that are sent to the customer, the customer must have a valid email.',
      { param: 'collection_method' },
    );
  }
  return { collection_method: method, days_until_due: until };
}

function checkedResume(resumes: number | undefined, now: number): number | null {
  if (resumes === undefined) return null;
  if (resumes > now) return resumes;
  throw invalidRequest('`pause_collection[resumes_at]` must be in the future.', {
    param: 'pause_collection[resumes_at]',
  });
}
