import { Hono } from 'hono';
import { formsOnly } from '../../forms.ts';
import { needs } from '../gate.ts';
import type { SeatEnv } from '../seat.ts';
import { acceptDispute, cancelPayment, capture, refund, submitEvidence } from './actions.ts';
import { openPayment, showPayment } from './details.ts';
import { showDisputes } from './disputes.ts';
import { showPayments } from './list.ts';

const PAYMENT = '/:component{disputes-list|payments|payment-details|payment-disputes}/:payment{\\w{1,64}}';
const DISPUTE = `${PAYMENT}/disputes/:dispute{\\w{1,64}}`;
const forms = formsOnly<SeatEnv>(() => ({ framed: true }));

/** The payments of an account and its disputes: their lists, and one payment with what its merchant can do. */
export const paymentPages = new Hono<SeatEnv>()
  .get('/payments', showPayments)
  .get('/disputes-list', showDisputes)
  .get('/payment-details', openPayment)
  .get('/payment-disputes', openPayment)
  .get(PAYMENT, (c) => showPayment(c))
  .post(`${PAYMENT}/refund`, forms, needs('refund_management'), refund)
  .post(`${PAYMENT}/capture`, forms, needs('capture_payments'), capture)
  .post(`${PAYMENT}/cancel`, forms, needs('capture_payments'), cancelPayment)
  .post(`${DISPUTE}/accept`, forms, needs('dispute_management'), acceptDispute)
  .post(`${DISPUTE}/evidence`, forms, needs('dispute_management'), submitEvidence);
