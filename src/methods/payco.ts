import { koreanWallet } from './kinds/korean.ts';

/** PAYCO: NHN's wallet. */
export const payco = koreanWallet({ type: 'payco', rank: 60, label: 'PAYCO' });
