import { alertResource } from './alerts/alerts.ts';
import { creditGrantResource, creditTransactionResource } from './credits/grants.ts';
import { creditSummaryResource } from './credits/summary.ts';
import { activeEntitlementResource } from './entitlements/active-entitlements.ts';
import { featureResource } from './entitlements/features.ts';
import { productFeatureResource } from './entitlements/product-features.ts';
import { feedbackOptionResource } from './feedback-options/feedback-options.ts';
import { meterEventSessionResource } from './meter-event-sessions/sessions.ts';
import { meterEventAdjustmentResource } from './meter-events/cancel.ts';
import { meterEventResource } from './meter-events/create.ts';
import { meterEventAdjustmentV2Resource, meterEventV2Resource } from './meter-events/v2.ts';
import { meterResource } from './meters/meters.ts';
import { portalConfigurationResource } from './portal/configurations/configurations.ts';
import { portalSessionResource } from './portal/sessions/create.ts';

/** Resources of usage and of what is billed by it. */
export const usageResources = [
  meterResource,
  meterEventResource,
  meterEventAdjustmentResource,
  meterEventV2Resource,
  meterEventAdjustmentV2Resource,
  meterEventSessionResource,
  creditGrantResource,
  creditTransactionResource,
  creditSummaryResource,
  alertResource,
  feedbackOptionResource,
  featureResource,
  activeEntitlementResource,
  portalConfigurationResource,
  portalSessionResource,
  productFeatureResource,
];
