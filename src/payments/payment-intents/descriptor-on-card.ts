import { invalidRequest } from '../../kernel/errors.ts';

/** Refuses a descriptor of a payment's own on cards, whose statement begins with that of the account. */
export function refuseDescriptorOnCard(): never {
  throw invalidRequest(
    "The `statement_descriptor` parameter is not supported for `card` payments. Use `statement_descriptor_suffix` to set what follows your account's own descriptor.",
    { param: 'statement_descriptor' },
  );
}
