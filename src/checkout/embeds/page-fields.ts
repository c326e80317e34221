import { integer, text } from '../../contract/shape.ts';

/** The parameters of a list's page. */
export const PAGE = { limit: integer, starting_after: text, ending_before: text };
