/** 503: the files for browsers are missing. */
export function notBuilt(): Response {
  return new Response('The browser code was not built. Run: npm run build:web\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
