import { loadStripe } from '@stripe/stripe-js';
import { createRoot } from 'react-dom/client';
import { Complete } from './complete.tsx';
import { Order } from './order.tsx';

// index.html loads Florin's script; the loader finds it there.
const stripe = loadStripe(import.meta.env.VITE_PUBLISHABLE_KEY);
const [, order = '', after] = location.pathname.split('/').slice(1);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root.');
createRoot(root).render(
  <main>
    {after === 'complete' ? <Complete stripe={stripe} order={order} /> : <Order stripe={stripe} order={order} />}
  </main>,
);
