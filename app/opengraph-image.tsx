import { ACCENT, ACCENT_SOFT, INK_MUTED, PICTURE_SIZE, sharePicture } from './share-picture/share-picture';

export const alt = 'Slotwise: the right tutor, at an hour that suits you';
export const size = PICTURE_SIZE;
export const contentType = 'image/png';

const HOURS = ['09:00', '10:30', '14:00', '16:15', '18:00'];

export default function Picture() {
  return sharePicture(
    <div style={{ display: 'flex', flexDirection: 'column', gap: 44 }}>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 20 }}>
        <div
          style={{
            display: 'flex',
            flexDirection: 'column',
            fontSize: 82,
            fontWeight: 600,
            letterSpacing: -1.6,
            lineHeight: 1.04,
          }}
        >
          <span>The right tutor,</span>
          <span>at an hour that suits you</span>
        </div>
        <div style={{ fontSize: 34, color: INK_MUTED }}>
          Pay for that session alone. Meet in your browser.
        </div>
      </div>
      <div style={{ display: 'flex', gap: 16 }}>
        {HOURS.map((hour, index) => (
          <div
            key={hour}
            style={{
              display: 'flex',
              padding: '14px 30px',
              borderRadius: 14,
              fontSize: 32,
              fontWeight: 600,
              color: index === 2 ? '#ffffff' : ACCENT,
              background: index === 2 ? ACCENT : ACCENT_SOFT,
            }}
          >
            {hour}
          </div>
        ))}
      </div>
    </div>,
    { maxAgeSeconds: 86_400 },
  );
}
