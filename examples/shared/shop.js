/**
 * Runs `pay` when the form is sent, once at a time: its button is off meanwhile. What `pay` answers is what went wrong,
 * and is shown; after a success it leaves the page, so the button stays off.
 */
export function onPay(form, pay) {
  const button = form.querySelector('button');
  const problem = form.querySelector('[role=alert]');
  const words = button.textContent;

  function ready() {
    button.disabled = false;
    button.textContent = words;
  }

  async function run(does = pay) {
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = 'Paying…';
    problem.textContent = '';
    const wrong = await does().catch(() => 'The shop cannot be reached. Please try again: you will not pay twice.');
    if (!wrong) return;
    problem.textContent = wrong;
    ready();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  // Back from another page, this one may be shown as it was left: with its button off.
  addEventListener('pageshow', (event) => {
    if (event.persisted) ready();
  });
  return { ready, run };
}

/** Sends JSON to the shop and reads what it answers. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** The page's Stripe object; says so in the form when Florin's script did not load. */
export function stripeOf(form) {
  if (window.Stripe) return window.Stripe(document.body.dataset.publishableKey);
  form.querySelector('[role=alert]').textContent = 'Payments cannot be taken now. Please reload the page.';
  throw new Error('stripe.js was not loaded.');
}
