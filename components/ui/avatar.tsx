import { cx } from './cx';

// A picture made from an id and a name: the same person always looks the same, and nothing is downloaded. It is a
// monogram on two shapes, since a made-up face would say things of a person that nobody knows.

const HUES = [166, 215, 258, 305, 352, 28, 62, 105];

/** Deterministic small numbers from a string (FNV-1a, then xorshift). */
function numbersFrom(seed: string): (below: number) => number {
  let hash = 0x811c9dc5;
  for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return (below) => {
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    return (hash >>> 0) % below;
  };
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}

type AvatarProps = {
  /** An id that never changes. */
  seed: string;
  name: string;
  className?: string;
};

/** Decoration beside a written name, so it has no name of its own. */
export function Avatar({ seed, name, className }: AvatarProps) {
  const next = numbersFrom(seed);
  const hue = HUES[next(HUES.length)] ?? 166;
  const turn = next(8) * 45;
  const reach = 22 + next(3) * 7;
  return (
    <svg aria-hidden viewBox="0 0 80 80" className={cx('shrink-0 rounded-full', className ?? 'size-12')}>
      <rect width="80" height="80" fill={`oklch(0.87 0.055 ${hue})`} />
      <g transform={`rotate(${turn} 40 40)`}>
        <circle cx={40 + reach} cy="40" r="40" fill={`oklch(0.79 0.085 ${hue})`} />
        <rect x="-20" y="54" width="120" height="9" fill={`oklch(0.95 0.03 ${hue})`} opacity="0.6" />
      </g>
      <text
        x="40"
        y="41"
        textAnchor="middle"
        dominantBaseline="central"
        fontSize="29"
        fontWeight="650"
        letterSpacing="-0.5"
        fill={`oklch(0.32 0.07 ${hue})`}
      >
        {initialsOf(name)}
      </text>
    </svg>
  );
}
