import { createServer } from 'node:http';

/** The least that Node's HTTP server can cost: a constant answer of the size of a PaymentIntent. */
const body = JSON.stringify({ padding: 'x'.repeat(1_700) });
const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };

const server = createServer((_request, response) => {
  response.writeHead(200, headers).end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
});
process.once('SIGTERM', () => process.exit(0));
