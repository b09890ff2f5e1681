import { cx } from './cx';

// A face made from an id alone: the same person always looks the same, and nothing is downloaded.

const SKIN = ['#f6d7c3', '#eac0a0', '#d79f78', '#b57a52', '#8d5a3b', '#5f3d2b'];
const HAIR = ['#22201f', '#40291d', '#6d4327', '#9a5b2c', '#c99a55', '#8e8e91'];
const SHIRT = ['#1f5a49', '#31576f', '#7a4a3a', '#4b4a6f', '#8a6d2f', '#5c3b52'];
const BACKDROP = ['#dbe9e1', '#dfe6ee', '#efe3da', '#e5e2ef', '#eee9d6', '#ecdfe6'];

const HAIR_SHAPES = [
  // short
  'M23 37c-1-13 7-21 17-21s18 8 17 21c-2-6-5-9-8-11-6 2-16 2-20 0-3 3-5 6-6 11Z',
  // bob
  'M21 52c-4-20 3-37 19-37s23 17 19 37c-3 1-5 1-7 0 2-9 1-17-3-23-6 3-14 3-20-1-4 6-4 15-1 24-2 1-5 1-7 0Z',
  // long
  'M19 66c-1-30 2-52 21-52s22 22 21 52l-9-2c2-14 2-27-3-36-6 4-14 4-20-1-4 9-3 23-1 37Z',
  // bun
  'M40 5a7 7 0 0 1 5 12c8 2 13 10 12 20-3-5-6-8-9-9-5 2-12 2-17-1-3 2-6 5-8 10-1-10 4-18 12-20a7 7 0 0 1 5-12Z',
  // curly
  'M22 38a6 6 0 0 1 1-10 7 7 0 0 1 6-10 8 8 0 0 1 11-4 8 8 0 0 1 11 4 7 7 0 0 1 6 10 6 6 0 0 1 1 10c-2-3-4-6-7-9-7 2-15 2-22 0-3 3-5 6-7 9Z',
  // side parting
  'M22 40c-2-15 6-25 18-25 11 0 19 8 18 24-2-5-4-8-7-11-9 1-16-1-21-6-1 8-4 12-8 18Z',
];

/** Deterministic small numbers from a string (FNV-1a). */
function numbersFrom(seed: string): (below: number) => number {
  let hash = 0x811c9dc5;
  for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return (below) => {
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    return (hash >>> 0) % below;
  };
}

/** Decoration beside a written name, so it has no name of its own. `seed` is an id that never changes. */
export function Avatar({ seed, className }: { seed: string; className?: string }) {
  const next = numbersFrom(seed);
  const skin = SKIN[next(SKIN.length)];
  const hair = HAIR[next(HAIR.length)];
  const shirt = SHIRT[next(SHIRT.length)];
  const backdrop = BACKDROP[next(BACKDROP.length)];
  const shape = HAIR_SHAPES[next(HAIR_SHAPES.length)];
  const glasses = next(4) === 0;
  const beard = next(7) === 0;
  return (
    <svg aria-hidden viewBox="0 0 80 80" className={cx('shrink-0 rounded-full', className ?? 'size-12')}>
      <rect width="80" height="80" fill={backdrop} />
      <path d="M12 84c0-16 12-23 28-23s28 7 28 23Z" fill={shirt} />
      <path d="M33 50h14v12a7 7 0 0 1-14 0Z" fill={skin} />
      <path d="M33 54c4 4 10 4 14 0v3c-4 4-10 4-14 0Z" fill="#000" opacity="0.12" />
      <ellipse cx="40" cy="38" rx="15" ry="18" fill={skin} />
      {beard && (
        <path d="M26 42c1 10 7 15 14 15s13-5 14-15c-3 4-5 5-8 5-2-2-10-2-12 0-3 0-5-1-8-5Z" fill={hair} />
      )}
      <path d={shape} fill={hair} />
      <g fill="#22201f">
        <circle cx="34" cy="39" r="1.5" />
        <circle cx="46" cy="39" r="1.5" />
      </g>
      <path
        d="M35 47c3 2.6 7 2.6 10 0"
        fill="none"
        stroke="#22201f"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
      {glasses && (
        <g fill="none" stroke="#22201f" strokeWidth="1.4">
          <circle cx="34" cy="39" r="4.6" />
          <circle cx="46" cy="39" r="4.6" />
          <path d="M38.6 39h2.8" />
        </g>
      )}
    </svg>
  );
}
