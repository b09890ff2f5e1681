import { notFound } from 'next/navigation';
import { moneyOf } from '@/lib/money';
import type { Tutor } from '@/lib/tutors/schema';
import { isDrawable } from '../../../share-picture/drawable';
import {
  ACCENT,
  ACCENT_SOFT,
  INK_MUTED,
  PICTURE_SIZE,
  sharePicture,
} from '../../../share-picture/share-picture';
import { findTutor } from './find-tutor';

export const alt = 'A tutor on Slotwise: name, subjects and the price of 60 minutes';
export const size = PICTURE_SIZE;
export const contentType = 'image/png';

const MOST_SUBJECTS = 4;
const LONGEST_HEADLINE = 110;

export default async function Picture({ params }: { params: Promise<{ id: string }> }) {
  const tutor = await findTutor((await params).id);
  if (!tutor) notFound();
  const name = isDrawable(tutor.name) ? tutor.name : 'A tutor on Slotwise';
  const headline = isDrawable(tutor.headline) ? shortened(tutor.headline) : '';
  const subjects = tutor.subjects.filter(isDrawable).slice(0, MOST_SUBJECTS);
  return sharePicture(
    <div style={{ display: 'flex', flexDirection: 'column', gap: 40 }}>
      <div style={{ display: 'flex', flexDirection: 'column', gap: 18 }}>
        <div
          style={{
            fontSize: name.length > 24 ? 68 : 92,
            fontWeight: 600,
            letterSpacing: -1.8,
            lineHeight: 1.04,
            lineClamp: 2,
          }}
        >
          {name}
        </div>
        {headline && <div style={{ fontSize: 36, color: INK_MUTED, lineHeight: 1.3 }}>{headline}</div>}
      </div>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-end', gap: 48 }}>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 14, maxWidth: 700 }}>
          {subjects.map((subject) => (
            <div
              key={subject}
              style={{
                display: 'flex',
                padding: '10px 24px',
                borderRadius: 12,
                fontSize: 30,
                fontWeight: 600,
                color: ACCENT,
                background: ACCENT_SOFT,
              }}
            >
              {subject}
            </div>
          ))}
        </div>
        <div style={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-end', flexShrink: 0 }}>
          <div style={{ fontSize: 62, fontWeight: 600, letterSpacing: -1.2 }}>{priceOf(tutor)}</div>
          <div style={{ fontSize: 28, color: INK_MUTED }}>
            {tutor.hourlyRateCents > 0 ? 'an hour' : 'every session'}
          </div>
        </div>
      </div>
    </div>,
    // Not for long: the price may change.
    { maxAgeSeconds: 3_600 },
  );
}

function priceOf({ hourlyRateCents, currency }: Tutor): string {
  const price = moneyOf(hourlyRateCents, currency);
  return isDrawable(price) ? price : `${(hourlyRateCents / 100).toFixed(2)} ${currency.toUpperCase()}`;
}

function shortened(text: string): string {
  return text.length > LONGEST_HEADLINE ? `${text.slice(0, LONGEST_HEADLINE).trimEnd()}…` : text;
}
