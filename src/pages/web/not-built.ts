/** The answer for what runs in browsers while it was not built. */
export function notBuilt(): Response {
  return new Response('What runs in browsers was not built. Run: npm run build:web\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
