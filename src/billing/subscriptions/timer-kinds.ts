/** Timers of subscriptions, by what happens. */

/** The first period of an item ends. */
export const RENEWS = 'subscription.renews';
/** A renewal is some days away. */
export const WILL_RENEW = 'subscription.will_renew';
/** Pending items are billed between renewals. */
export const BILLS_PENDING = 'subscription.bills_pending';
/** Usage was reported of a subscription with thresholds. */
export const CHECKS_THRESHOLDS = 'subscription.checks_thresholds';
/** The trial ends in three days. */
export const TRIAL_WILL_END = 'subscription.trial_will_end';
/** The first payment was not made in time. */
export const EXPIRES = 'subscription.expires';
/** The time to cancel it has come, between the ends of periods. */
export const CANCELS = 'subscription.cancels';
/** Collection goes on. */
export const RESUMES_COLLECTION = 'subscription.resumes_collection';
/** A change that waits for its payment is dropped. */
export const UPDATE_EXPIRES = 'subscription.update_expires';
