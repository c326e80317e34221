/** Bytes as elements of the field that QR codes count in: 256 of them, by the polynomial 0x11D. */
const EXPONENTS = new Uint8Array(255);
const LOGARITHMS = new Uint8Array(256);

let power = 1;
for (let exponent = 0; exponent < 255; exponent++) {
  EXPONENTS[exponent] = power;
  LOGARITHMS[power] = exponent;
  power = power < 128 ? power * 2 : (power * 2) ^ 0x11d;
}

function times(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return EXPONENTS[((LOGARITHMS[a] ?? 0) + (LOGARITHMS[b] ?? 0)) % 255] ?? 0;
}

/** The product of (x − 2ⁱ) for every i below `degree`, its highest coefficient (1) left out. */
function generator(degree: number): number[] {
  let product = [1];
  for (let root = 0; root < degree; root++) {
    const factor = EXPONENTS[root] ?? 0;
    product = [...product, 0].map((coefficient, at) => coefficient ^ times(product[at - 1] ?? 0, factor));
  }
  return product.slice(1);
}

/** The Reed-Solomon bytes by which a reader repairs `data`. */
export function correctionOf(data: readonly number[], count: number): number[] {
  const divisor = generator(count);
  const rest = new Array<number>(count).fill(0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((coefficient, at) => {
      rest[at] = (rest[at] ?? 0) ^ times(coefficient, factor);
    });
  }
  return rest;
}
