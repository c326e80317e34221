import type { Values } from './types.ts';

/** A call as other programs make it. The key is left to the reader: the browser has none. */
interface Call {
  readonly method: string;
  readonly path: string;
  readonly values: Values;
  readonly account: string | undefined;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

export function asCurl({ method, path, values, account }: Call): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== '');
  const flag = method === 'GET' ? ['-G'] : method === 'DELETE' ? ['-X DELETE'] : pairs.length === 0 ? ['-X POST'] : [];
  const lines = [
    `curl ${location.origin}${path}`,
    '-u sk_test_YOUR_KEY:',
    ...flag,
    ...(account ? [`-H "Stripe-Account: ${account}"`] : []),
    ...pairs.map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
  ];
  return lines.join(' \\\n  ');
}

export function asNode({ method, path, values, account }: Call): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== '');
  const body = new URLSearchParams(pairs).toString();
  const query = method === 'GET' && body ? `?${body}` : '';
  return [
    `const response = await fetch('${location.origin}${path}${query}', {`,
    `  method: '${method}',`,
    '  headers: {',
    "    Authorization: 'Bearer ' + process.env.STRIPE_SECRET_KEY,",
    ...(account ? [`    'Stripe-Account': '${account}',`] : []),
    '  },',
    ...(method === 'GET' || !body
      ? []
      : [`  body: new URLSearchParams(${JSON.stringify(Object.fromEntries(pairs))}),`]),
    '});',
    'console.log(await response.json());',
  ].join('\n');
}
