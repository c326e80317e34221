import { koreanWallet } from './kinds/korean.ts';

/** PAYCO: NHN's wallet. */
export const payco = koreanWallet({ type: 'payco', label: 'PAYCO' });
