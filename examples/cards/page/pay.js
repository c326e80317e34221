import { onPay, post, stripeOf } from '/shop.js';

const form = document.querySelector('form');
const { order } = document.body.dataset;
const stripe = stripeOf(form);

const card = stripe.elements().create('card', { style: { base: { fontSize: '16px' } } });
card.mount('#card');
card.on('ready', () => paying.ready());
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
  const answer = await post('/pay', { order, payment_method_id: made.paymentMethod.id });
  if (answer.error) return answer.error;
  // The order's address now shows that it is paid.
  location.reload();
});
