import type { Kind, RegionalTax } from './type.ts';

/** States whose sales tax covers online software; in others it is exempt. */
const WITH_SAAS = 'AZ CT DC HI KY LA MA MD MS NM NY OH PA RI SC SD TN TX UT WA WV'.split(' ');
/** States whose sales tax covers downloaded goods: software, e-books, media. */
const WITH_DOWNLOADS =
  'AL AR AZ CO CT DC HI ID IN IA KY LA MD ME MN MS NC NE NJ NM OH PA RI SD TN TX UT VT WA WI WV WY'.split(' ');
/** States that tax services in general. */
const WITH_SERVICES = 'HI NM SD WV'.split(' ');
/** States that tax food for the home. */
const WITH_FOOD = 'AL HI ID IL MS MO SD TN UT VA'.split(' ');
/** States that do not tax clothing. */
const WITHOUT_CLOTHING = 'MN NJ PA VT'.split(' ');

/** Sales tax rates of the states themselves, in percent, as of 2026. Counties and cities add their own, which are not here. */
const RATES: Readonly<Record<string, string>> = {
  AL: '4',
  AK: '0',
  AZ: '5.6',
  AR: '6.5',
  CA: '7.25',
  CO: '2.9',
  CT: '6.35',
  DC: '6',
  DE: '0',
  FL: '6',
  GA: '4',
  HI: '4',
  IA: '6',
  ID: '6',
  IL: '6.25',
  IN: '7',
  KS: '6.5',
  KY: '6',
  LA: '5',
  MA: '6.25',
  MD: '6',
  ME: '5.5',
  MI: '6',
  MN: '6.875',
  MO: '4.225',
  MS: '7',
  MT: '0',
  NC: '4.75',
  ND: '5',
  NE: '5.5',
  NH: '0',
  NJ: '6.625',
  NM: '4.875',
  NV: '6.85',
  NY: '4',
  OH: '5.75',
  OK: '4.5',
  OR: '0',
  PA: '6',
  PR: '10.5',
  RI: '7',
  SC: '6',
  SD: '4.2',
  TN: '7',
  TX: '6.25',
  UT: '4.85',
  VA: '5.3',
  VT: '6',
  WA: '6.5',
  WI: '5',
  WV: '6',
  WY: '4',
};

/** The sales tax of a state; undefined if there is no such state. */
export function salesTaxOf(state: string): RegionalTax | undefined {
  const rate = RATES[state];
  if (rate === undefined) return undefined;
  const exempt: Kind[] = [];
  if (!WITH_SAAS.includes(state)) exempt.push('saas');
  if (!WITH_DOWNLOADS.includes(state)) exempt.push('software', 'ebooks');
  if (!WITH_SERVICES.includes(state)) exempt.push('services');
  if (!WITH_FOOD.includes(state)) exempt.push('food');
  if (WITHOUT_CLOTHING.includes(state)) exempt.push('clothing');
  return { type: 'sales_tax', name: 'Sales Tax', level: 'state', rate, exempt };
}

/** The first three digits of the first postal codes of each state's ranges, ascending. */
const POSTAL_RANGES =
  '005 NY 006 PR 010 MA 028 RI 030 NH 039 ME 050 VT 055 MA 056 VT 060 CT 063 NY 064 CT 070 NJ 100 NY 150 PA 197 DE 200 DC 201 VA 202 DC 206 MD 220 VA 247 WV 270 NC 290 SC 300 GA 320 FL 350 AL 370 TN 386 MS 398 GA 400 KY 430 OH 460 IN 480 MI 500 IA 530 WI 550 MN 570 SD 580 ND 590 MT 600 IL 630 MO 660 KS 680 NE 700 LA 716 AR 730 OK 733 TX 734 OK 750 TX 800 CO 820 WY 832 ID 840 UT 850 AZ 870 NM 885 TX 889 NV 900 CA 967 HI 970 OR 980 WA 995 AK'
    .split(' ')
    .reduce<{ from: number; state: string }[]>((ranges, word, index, words) => {
      const state = words[index + 1];
      if (index % 2 === 0 && state !== undefined) ranges.push({ from: Number(word), state });
      return ranges;
    }, []);

/** The state of a postal code; undefined if it is none. */
export function stateOfPostalCode(code: string): string | undefined {
  if (!/^\d{5}(-\d{4})?$/.test(code)) return undefined;
  const prefix = Number(code.slice(0, 3));
  return POSTAL_RANGES.findLast(({ from }) => from <= prefix)?.state;
}
