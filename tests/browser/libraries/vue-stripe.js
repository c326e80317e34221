import {
  useStripe,
  useStripeElements,
  VueStripeCardElement,
  VueStripeElements,
  VueStripePaymentElement,
  VueStripeProvider,
} from '@vue-stripe/vue-stripe';
import { createApp, h, ref } from 'vue';
import { order, pay } from './pay.js';

const Form = {
  setup() {
    const result = ref('');
    const field = ref();
    const { stripe } = useStripe();
    const { elements } = useStripeElements();
    const submit = async () => {
      const card = order.kind === 'card' ? field.value.element : undefined;
      result.value = await pay(stripe.value, { elements: elements.value, card });
    };
    const Element = order.kind === 'card' ? VueStripeCardElement : VueStripePaymentElement;
    return () => [
      h('div', { id: 'place' }, h(Element, { ref: field })),
      h('button', { type: 'button', onClick: submit }, 'Pay'),
      h('p', { id: 'result' }, result.value),
    ];
  },
};

createApp({
  setup() {
    const open = ref(true);
    const toggle = () => {
      open.value = !open.value;
    };
    const options = order.kind === 'card' ? {} : { clientSecret: order.clientSecret };
    const elements = () => h(VueStripeElements, options, { default: () => h(Form) });
    const provider = () => h(VueStripeProvider, { publishableKey: order.key }, { default: elements });
    return () => h('div', [h('button', { type: 'button', onClick: toggle }, 'Toggle'), open.value && provider()]);
  },
}).mount('#root');
