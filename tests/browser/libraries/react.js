import { CardElement, Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { loadStripe } from '@stripe/stripe-js';
import { createElement as h, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { order, pay } from './pay.js';

const stripe = loadStripe(order.key);
const options = order.kind === 'card' ? {} : { clientSecret: order.clientSecret };

function Form() {
  const [result, setResult] = useState('');
  const loaded = useStripe();
  const elements = useElements();
  const submit = async () => setResult(await pay(loaded, { elements, card: elements.getElement(CardElement) }));
  return h(
    'div',
    null,
    h('div', { id: 'place' }, h(order.kind === 'card' ? CardElement : PaymentElement)),
    h('button', { type: 'button', onClick: submit }, 'Pay'),
    h('p', { id: 'result' }, result),
  );
}

function App() {
  const [open, setOpen] = useState(true);
  const toggle = h('button', { type: 'button', onClick: () => setOpen(!open) }, 'Toggle');
  return h('div', null, toggle, open && h(Elements, { stripe, options }, h(Form)));
}

createRoot(document.getElementById('root')).render(h(StrictMode, null, h(App)));
