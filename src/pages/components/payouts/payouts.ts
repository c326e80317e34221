import { Hono } from 'hono';
import { formsOnly } from '../../forms.ts';
import { needs } from '../gate.ts';
import type { SeatEnv } from '../seat.ts';
import { changeSchedule, payOutFromBalance } from './actions.ts';
import { payOutPromoted, showPromotion } from './promotion.ts';
import { openPayout, showBalance, showPayout, showPayoutList } from './show.ts';

const BALANCE = '/:component{balances|payouts}';
const forms = formsOnly<SeatEnv>(() => ({ framed: true }));

/** The balance, the schedule and the payouts of an account. */
export const payoutPages = new Hono<SeatEnv>()
  .get(BALANCE, (c) => showBalance(c))
  .post(`${BALANCE}/pay-out`, forms, payOutFromBalance)
  .post(`${BALANCE}/schedule`, forms, needs('edit_payout_schedule'), changeSchedule)
  .get('/payouts-list', showPayoutList)
  .get('/payout-details', openPayout)
  .get('/:component{payouts|payouts-list|payout-details}/:payout{po_\\w{1,64}}', showPayout)
  .get('/instant-payouts-promotion', (c) => showPromotion(c))
  .post('/instant-payouts-promotion/pay-out', forms, payOutPromoted);
