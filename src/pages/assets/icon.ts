/** A gold coin with the sign of the florin. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
<circle cx="24" cy="24" r="23" fill="#d9a93a"/>
<circle cx="24" cy="24" r="18.5" fill="none" stroke="#8a6414" stroke-width="1.5"/>
<path d="M31.5 14.2c-4.6-2-7.4.6-8.2 5l-2.6 13.6c-.7 3.4-2.6 4.9-5.6 3.7M17 23h12.5" fill="none" stroke="#5a3f08" stroke-width="3.2" stroke-linecap="round"/>
</svg>
`;
