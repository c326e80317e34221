import type { Room } from '../kernel/room.ts';
import { calculationLineResource, calculationResource } from './calculations/calculations.ts';
import { taxCodeResource } from './codes/tax-codes.ts';
import { locationResource } from './locations/locations.ts';
import { registrationResource } from './registrations/registrations.ts';
import { taxSettingsResource } from './settings/settings.ts';
import { transactionLineResource, transactionResource } from './transactions/transactions.ts';

export const tax: Room = {
  name: 'tax',
  resources: [
    calculationResource,
    calculationLineResource,
    taxCodeResource,
    locationResource,
    registrationResource,
    taxSettingsResource,
    transactionResource,
    transactionLineResource,
  ],
};
