import type { Room } from '../kernel/room.ts';
import { actionTimers } from './actions/timers.ts';
import { microdepositOperations } from './actions/verify-microdeposits.ts';
import { bankAccountsOfForms } from './elements-sessions/bank-accounts.ts';
import { elementsSessionResource } from './elements-sessions/elements-sessions.ts';
import { paymentMethodTypesDefault } from './intents/changes/2023-08-16-default-payment-method-types.ts';
import { declineCodesOfIssuers } from './intents/changes/2024-09-30.acacia-decline-codes.ts';
import { paymentMethodTypesOfIntents } from './intents/changes/2026-09-30.endive-payment-method-types.ts';
import { paymentIntentResource } from './payment-intents/payment-intents.ts';
import { olderRefundAddresses } from './refunds/older-addresses.ts';
import { refundResource } from './refunds/refunds.ts';
import { setupAttemptResource } from './setup-attempts/setup-attempts.ts';
import { setupIntentResource } from './setup-intents/setup-intents.ts';

export const payments: Room = {
  name: 'payments',
  resources: [
    paymentIntentResource,
    setupIntentResource,
    setupAttemptResource,
    refundResource,
    elementsSessionResource,
    bankAccountsOfForms,
  ],
  operations: microdepositOperations,
  olderAddresses: olderRefundAddresses,
  timers: actionTimers,
  changes: [paymentMethodTypesDefault, declineCodesOfIssuers, paymentMethodTypesOfIntents],
};
