import { reusableKoreanWallet } from './kinds/korean.ts';

/** Kakao Pay: the wallet in KakaoTalk. */
export const kakaoPay = reusableKoreanWallet({ type: 'kakao_pay', rank: 50, label: 'Kakao Pay' });
