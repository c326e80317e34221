import { invalidRequest } from '../../kernel/errors.ts';
import { resource } from '../../kernel/resource.ts';
import { wholeAddress } from '../calculations/buyer.ts';
import { locate } from '../places/locate.ts';
import { locations } from './type.ts';

/** Places where services are performed, which are taxed there: https://docs.stripe.com/api/tax/location */
export const locationResource = resource(locations, {
  collection: '/v1/tax/locations',
  item: '/v1/tax/locations/{location}',
  async create({ work }, { address, description, type }) {
    if (!locate(address)) {
      throw invalidRequest(
        'The address of the location is not valid. Send its country, and its state or postal code.',
        {
          code: 'customer_tax_location_invalid',
          param: 'address',
        },
      );
    }
    return work.insert(locations, {
      id: work.newId(locations.prefix),
      object: 'tax.location',
      address: wholeAddress(address),
      description: description ?? null,
      livemode: false,
      type,
    });
  },
  retrieve: true,
  // All locations are of the one type that there is.
  list: () => ({}),
});
