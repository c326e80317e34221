import { onPay, post, stripeOf } from '/shop.js';

const form = document.querySelector('form');
const { order, clientSecret } = document.body.dataset;
const stripe = stripeOf(form);

const card = stripe.elements().create('card', { style: { base: { fontSize: '16px' } } });
card.mount('#card');
card.on('ready', () => {
  paying.ready();
  if (clientSecret) void paying.run(resume);
});
card.on('change', ({ error }) => {
  form.querySelector('[role=alert]').textContent = error?.message ?? '';
});

const paying = onPay(form, async () => {
  const made = await stripe.createPaymentMethod({
    type: 'card',
    card,
    billing_details: { name: form.querySelector('#name').value },
  });
  if (made.error) return made.error.message;
  return follow(await post('/pay', { order, payment_method_id: made.paymentMethod.id }));
});

/** Handles the server's answer: shows an error, or authenticates and confirms again, or finishes. */
async function follow(answer) {
  if (answer.error) return answer.error;
  if (answer.requires_action) return authenticate(answer.payment_intent_client_secret);
  location.reload();
}

async function authenticate(secret) {
  const { error, paymentIntent } = await stripe.handleCardAction(secret);
  if (error) return error.message;
  return follow(await post('/pay', { order, payment_intent_id: paymentIntent.id }));
}

/** Resumes a payment after a reload. */
async function resume() {
  const { error, paymentIntent } = await stripe.retrievePaymentIntent(clientSecret);
  if (error) return error.message;
  if (paymentIntent.status === 'requires_action') return authenticate(clientSecret);
  return follow(await post('/pay', { order, payment_intent_id: paymentIntent.id }));
}
