import { createApp, h, ref } from 'vue';
import { StripeElement, StripeElements } from 'vue-stripe-js';
import { order, pay } from './pay.js';

createApp({
  setup() {
    const open = ref(true);
    const result = ref('');
    const group = ref();
    const field = ref();
    const elementsOptions = ref(order.kind === 'card' ? {} : { clientSecret: order.clientSecret });
    const submit = async () => {
      const { instance, elements } = group.value;
      const card = order.kind === 'card' ? field.value.stripeElement : undefined;
      result.value = await pay(instance, { elements, card });
    };
    const element = ({ elements }) => h(StripeElement, { type: order.kind, elements, ref: field });
    const form = () => [
      h(
        'div',
        { id: 'place' },
        h(
          StripeElements,
          { stripeKey: order.key, elementsOptions: elementsOptions.value, ref: group },
          { default: element },
        ),
      ),
      h('button', { type: 'button', onClick: submit }, 'Pay'),
      h('p', { id: 'result' }, result.value),
    ];
    const toggle = () => {
      open.value = !open.value;
    };
    return () => h('div', [h('button', { type: 'button', onClick: toggle }, 'Toggle'), open.value && form()]);
  },
}).mount('#root');
