import type { ParamsOf } from '../../../kernel/operation.ts';

/** Parameters of features. Those of creating a configuration have more that are required. */
export type FeatureParams = NonNullable<ParamsOf<'POST /v1/billing_portal/configurations/{configuration}'>['features']>;
