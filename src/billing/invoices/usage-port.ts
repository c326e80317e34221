import { type Context, port } from '../../kernel/context.ts';
import type { Invoice } from './type.ts';

/** Brings the metered lines of a draft up to date with what was reported since it was made. Writes nothing. */
export const usagePort = port<(context: Context, draft: Invoice) => Promise<Invoice>>('usage of metered lines');
