import { loadStripe } from '@stripe/stripe-js';
// The entry of the major that the page is bundled with; the names of its components and hooks differ.
// biome-ignore lint/correctness/noUndeclaredDependencies: an alias of the bundle
import * as react from 'checkout-entry';
import { createElement as h, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { order } from './pay.js';

const Provider = react.CheckoutElementsProvider ?? react.CheckoutProvider;
const useCheckout = react.useCheckoutElements ?? react.useCheckout;
const stripe = loadStripe(order.key);
// Majors 3 and 4 ask for the function, later ones for the secret.
const options = { clientSecret: order.clientSecret, fetchClientSecret: async () => order.clientSecret };

function Form() {
  const [result, setResult] = useState('');
  const state = useCheckout();
  // Majors 3 and 4 return the session, later ones a state that holds it.
  const checkout = state.type === undefined ? state : state.checkout;
  if (!checkout) return h('p', { id: 'result' }, state.type);
  const submit = async () => {
    const done = await checkout.confirm({ email: 'jenny@example.com', redirect: 'if_required' });
    setResult(done.type === 'error' ? done.error.message : done.type);
  };
  return h(
    'div',
    null,
    h('div', { id: 'place' }, h(react.PaymentElement)),
    h('button', { type: 'button', onClick: submit }, 'Pay'),
    h('p', { id: 'result' }, result),
  );
}

const App = () => h(Provider, { stripe, options }, h(Form));
createRoot(document.getElementById('root')).render(h(StrictMode, null, h(App)));
