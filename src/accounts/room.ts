import type { Room } from '../kernel/room.ts';
import { accountResource } from './accounts.ts';
import { balanceSettingsResource } from './balance-settings/balance-settings.ts';
import { capabilityResource } from './capabilities/capabilities.ts';
import { countrySpecResource } from './country-specs/country-specs.ts';
import { exchangeRateResource } from './exchange-rates/exchange-rates.ts';
import { olderBankAddresses } from './external-accounts/older-addresses.ts';
import { personResource } from './persons/persons.ts';
import { accountTokenResource } from './v2/account-tokens.ts';
import { accountOfV2Resource } from './v2/accounts.ts';
import { personTokenResource } from './v2/person-tokens.ts';
import { personOfV2Resource } from './v2/persons.ts';

export const accounts: Room = {
  name: 'accounts',
  resources: [
    accountResource,
    balanceSettingsResource,
    capabilityResource,
    countrySpecResource,
    exchangeRateResource,
    personResource,
    accountOfV2Resource,
    personOfV2Resource,
    accountTokenResource,
    personTokenResource,
  ],
  olderAddresses: olderBankAddresses,
};
