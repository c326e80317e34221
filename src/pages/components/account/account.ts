import { Hono } from 'hono';
import { formsOnly } from '../../forms.ts';
import { needs } from '../gate.ts';
import type { SeatEnv } from '../seat.ts';
import { showBanner } from './banner.ts';
import { saveEdit, showEdit } from './edit.ts';
import { showManagement } from './management.ts';
import { leaveForm, openForm } from './onboarding.ts';

const BANK = '/:component{account-management|balances|payouts}/bank';
const forms = formsOnly<SeatEnv>(() => ({ framed: true }));

/** The details of an account: those that it has provided, and those that are missing. */
export const accountPages = new Hono<SeatEnv>()
  .get('/account-onboarding', (c) => openForm(c, '/done'))
  .get('/account-onboarding/done', leaveForm)
  .get('/account-management', showManagement)
  .get('/notification-banner', showBanner)
  .get('/:component{account-management|notification-banner}/resolve', (c) => openForm(c, ''))
  .get('/account-management/business', (c) => showEdit(c, 'business'))
  .post('/account-management/business', forms, (c) => saveEdit(c, 'business'))
  .get('/account-management/person', (c) => showEdit(c, 'person'))
  .post('/account-management/person', forms, (c) => saveEdit(c, 'person'))
  .get(BANK, needs('external_account_collection'), (c) => showEdit(c, 'bank'))
  .post(BANK, forms, needs('external_account_collection'), (c) => saveEdit(c, 'bank'));
