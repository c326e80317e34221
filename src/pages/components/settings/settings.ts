import { Hono } from 'hono';
import { formsOnly } from '../../forms.ts';
import type { SeatEnv } from '../seat.ts';
import { sendDocument, showDocuments } from './documents.ts';
import { saveMethods, showMethods } from './payment-methods.ts';

/** The payment methods that an account offers, and its documents. */
export const settingsPages = new Hono<SeatEnv>()
  .get('/payment-method-settings', (c) => showMethods(c))
  .post(
    '/payment-method-settings',
    formsOnly<SeatEnv>(() => ({ framed: true })),
    saveMethods,
  )
  .get('/documents', showDocuments)
  .get('/documents/:file{file_\\w{1,64}}', sendDocument);
