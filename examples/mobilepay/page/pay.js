import { onPay, stripeOf } from '/shop.js';

const form = document.querySelector('form');
const { order } = document.body.dataset;
const stripe = stripeOf(form);

const paying = onPay(form, async () => {
  const response = await fetch(`/secret?order=${order}`);
  const { client_secret: clientSecret, error: refused } = await response.json();
  if (refused) return refused;
  const complete = `${location.origin}/orders/${order}/complete`;
  // Only returns with an error; otherwise the browser is navigating to MobilePay.
  const { error } = await stripe.confirmMobilepayPayment(clientSecret, { return_url: complete });
  if (error && error.payment_intent?.status !== 'succeeded') return error.message;
  // Already paid in another tab, or before an answer was lost.
  location.assign(`${complete}?payment_intent_client_secret=${clientSecret}`);
});
paying.ready();
