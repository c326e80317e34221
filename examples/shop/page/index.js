const stripe = window.Stripe(document.body.dataset.publishableKey);

void initialize();

/** Loads a session from the shop's server, and shows its checkout in the page. */
async function initialize() {
  const fetchClientSecret = async () => {
    const response = await fetch('/create-checkout-session', { method: 'POST' });
    const { clientSecret } = await response.json();
    return clientSecret;
  };
  const checkout = await stripe.initEmbeddedCheckout({ fetchClientSecret });
  checkout.mount('#checkout');
}
