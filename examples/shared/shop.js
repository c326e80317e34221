/**
 * Runs `pay` on submit, with the button disabled meanwhile. `pay` returns an error message to show; on success it
 * navigates away, so the button stays disabled.
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
  // The browser may restore this page from its cache with the button still disabled.
  addEventListener('pageshow', (event) => {
    if (event.persisted) ready();
  });
  return { ready, run };
}

/** Sends JSON to the shop's server and returns its response. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Returns the page's Stripe object; shows an error in the form if Florin's script did not load. */
export function stripeOf(form) {
  if (window.Stripe) return window.Stripe(document.body.dataset.publishableKey);
  form.querySelector('[role=alert]').textContent = 'Payments cannot be taken now. Please reload the page.';
  throw new Error('stripe.js was not loaded.');
}
