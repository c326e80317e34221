import type { Room } from '../kernel/room.ts';
import { configurationResource } from './configurations/configurations.ts';
import { confirmationTokenResource } from './confirmation-tokens/confirmation-tokens.ts';
import { customerSessionResource } from './customer-sessions/create.ts';
import { applePayDomainResource } from './domains/apple-pay.ts';
import { paymentMethodDomainResource } from './domains/domains.ts';
import { mandateResource } from './mandates/mandates.ts';
import { paymentMethodResource } from './payment-methods.ts';
import { bankAccountResource, cardResource, sourceResource } from './sources/sources.ts';
import { tokenResource } from './tokens/tokens.ts';

export const paymentMethods: Room = {
  name: 'payment-methods',
  resources: [
    paymentMethodResource,
    bankAccountResource,
    cardResource,
    sourceResource,
    tokenResource,
    confirmationTokenResource,
    customerSessionResource,
    configurationResource,
    mandateResource,
    paymentMethodDomainResource,
    applePayDomainResource,
  ],
};
