import { operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { mandates } from './type.ts';

const retrieveMandate = operation('GET /v1/mandates/{mandate}', ({ work }, _params, path) =>
  work.require(mandates, path.mandate),
);

export const mandateResource = resource(mandates, { operations: [retrieveMandate] });
