/** Plain drawings of card brands: a colour and initials. */
const DRAWINGS: Readonly<Record<string, { readonly fill: string; readonly text: string; readonly ink?: string }>> = {
  visa: { fill: '#1a1f71', text: 'VISA' },
  mastercard: { fill: '#252525', text: '' },
  amex: { fill: '#1f72cd', text: 'AMEX' },
  discover: { fill: '#f7f7f7', text: 'DISC', ink: '#c35a10' },
  diners: { fill: '#0a4a8f', text: 'DC' },
  jcb: { fill: '#0b7a3b', text: 'JCB' },
  unionpay: { fill: '#00707a', text: 'UP' },
};

/** The icon of a brand; a blank card if unknown, a crossed one if invalid. */
export function BrandIcon({ brand, invalid, label }: { brand: string; invalid?: boolean; label: string }) {
  const drawing = DRAWINGS[brand];
  return (
    <svg class="BrandIcon" viewBox="0 0 32 21" role="img" aria-label={label}>
      <title>{label}</title>
      {drawing && !invalid ? (
        <>
          <rect x="0.5" y="0.5" width="31" height="20" rx="3" fill={drawing.fill} stroke="#0002" />
          {brand === 'mastercard' && (
            <>
              <circle cx="12.5" cy="10.5" r="6" fill="#eb001b" />
              <circle cx="19.5" cy="10.5" r="6" fill="#f79e1b" fill-opacity="0.9" />
            </>
          )}
          <text
            x="16"
            y="14"
            text-anchor="middle"
            font-size="9"
            font-weight="700"
            font-family="sans-serif"
            fill={drawing.ink ?? '#fff'}
          >
            {drawing.text}
          </text>
        </>
      ) : (
        <>
          <rect x="0.5" y="0.5" width="31" height="20" rx="3" fill="none" stroke="currentColor" stroke-opacity="0.55" />
          <rect x="0.5" y="5" width="31" height="4" fill="currentColor" fill-opacity="0.45" />
          {invalid && <path d="M23 12l6 6m0-6l-6 6" stroke="currentColor" stroke-width="1.8" />}
        </>
      )}
    </svg>
  );
}
