import { loadStripe } from '@stripe/stripe-js';
import { createSignal, Show } from 'solid-js';
import { createComponent, insert, render } from 'solid-js/web';
import { CardElement, Elements, PaymentElement, useElements, useStripe } from 'solid-stripe';
import { order, pay } from './pay.js';

const stripe = loadStripe(order.key);
const options = order.kind === 'card' ? {} : { clientSecret: order.clientSecret };

function button(text, onClick) {
  return Object.assign(document.createElement('button'), { textContent: text, onclick: onClick });
}

function Form() {
  const [result, setResult] = createSignal('');
  const loaded = useStripe();
  const elements = useElements();
  const submit = async () => {
    const card = order.kind === 'card' ? elements().getElement('card') : undefined;
    setResult(await pay(loaded(), { elements: elements(), card }));
  };
  const place = Object.assign(document.createElement('div'), { id: 'place' });
  insert(place, createComponent(order.kind === 'card' ? CardElement : PaymentElement, {}));
  const shown = Object.assign(document.createElement('p'), { id: 'result' });
  insert(shown, result);
  return [place, button('Pay', submit), shown];
}

function App() {
  const [open, setOpen] = createSignal(true);
  // Solid reads children when it needs them, so they are getters, as its compiler writes them.
  const shop = {
    stripe,
    options,
    get children() {
      return createComponent(Form, {});
    },
  };
  const shown = {
    get when() {
      return open();
    },
    get children() {
      return createComponent(Elements, shop);
    },
  };
  return [button('Toggle', () => setOpen(!open())), createComponent(Show, shown)];
}

render(() => createComponent(App, {}), document.getElementById('root'));
