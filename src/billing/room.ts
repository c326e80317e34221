import type { Room } from '../kernel/room.ts';
import { bookFollowers } from './books/follow.ts';
import { creditNoteLineResource, creditNoteResource } from './credit-notes/credit-notes.ts';
import { entitlementFollowers } from './entitlements/follow.ts';
import { invoiceItemResource } from './invoice-items/invoice-items.ts';
import { invoicePaymentResource } from './invoice-payments/invoice-payments.ts';
import { invoiceFollowers } from './invoices/follow.ts';
import { invoiceLineResource, invoiceResource } from './invoices/invoices.ts';
import { announcements } from './previews/announce.ts';
import { createPreview } from './previews/create-preview.ts';
import { upcomingInvoice, upcomingLines } from './previews/upcoming.ts';
import { scheduleFollowers } from './schedules/follow.ts';
import { settingsOperations } from './settings/operations.ts';
import { subscriptionResources } from './subscription-resources.ts';
import { subscriptionFollowers } from './subscriptions/follow.ts';
import { olderSubscriptionAddresses } from './subscriptions/older-addresses.ts';
import { usageResources } from './usage-resources.ts';

export const billing: Room = {
  name: 'billing',
  resources: [
    invoiceResource,
    invoiceLineResource,
    invoiceItemResource,
    invoicePaymentResource,
    creditNoteResource,
    creditNoteLineResource,
    ...subscriptionResources,
    ...usageResources,
  ],
  operations: [createPreview, upcomingInvoice, upcomingLines, ...settingsOperations],
  timers: announcements,
  olderAddresses: olderSubscriptionAddresses,
  follows: [
    ...invoiceFollowers,
    ...bookFollowers,
    ...subscriptionFollowers,
    ...scheduleFollowers,
    ...entitlementFollowers,
  ],
};
