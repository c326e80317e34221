/** Messages and next steps by status. */
const MESSAGES = {
  succeeded: ['Thank you', 'MobilePay has paid your order.'],
  processing: ['Nearly there', 'MobilePay is still at it. You can close this page.'],
  requires_action: ['Not approved yet', 'The payment waits for you in MobilePay.', 'Go on'],
  requires_payment_method: ['Not paid', 'The payment was not approved, and nothing was charged.', 'Try again'],
};
const UNKNOWN = ['Not known', 'The payment cannot be looked at now. Reload this page in a moment.'];

const secret = new URLSearchParams(location.search).get('payment_intent_client_secret');
const stripe = window.Stripe?.(document.body.dataset.publishableKey);
const answer = secret ? await stripe?.retrievePaymentIntent(secret) : undefined;

const [title, text, next] = MESSAGES[answer?.paymentIntent?.status] ?? UNKNOWN;
document.querySelector('#title').textContent = title;
document.querySelector('#text').textContent = text;
const link = document.querySelector('#next');
link.textContent = next ?? '';
link.hidden = !next;
