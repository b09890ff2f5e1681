'use client';

// Measured where it counts: in the browser, from the colours that it makes of the tokens.
import { useEffect, useRef, useState } from 'react';
import { COLOUR_PAIRS, type ColourPair } from './colour-pairs';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

export function ContrastTable() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {THEMES.map((theme) => (
        <div
          key={theme}
          data-theme={theme}
          className="overflow-x-auto rounded-lg border bg-canvas p-4 text-ink"
        >
          <table className="w-full text-left text-sm">
            <caption className="pb-2 text-left font-semibold text-base capitalize">{theme}</caption>
            <thead>
              <tr className="text-ink-muted">
                <th scope="col" className="py-1 pr-3 font-medium">
                  Pair
                </th>
                <th scope="col" className="py-1 pr-3 font-medium max-sm:hidden">
                  Use
                </th>
                <th scope="col" className="py-1 text-right font-medium">
                  Contrast
                </th>
              </tr>
            </thead>
            <tbody>
              {COLOUR_PAIRS.map((pair) => (
                <PairRow key={`${pair.on} ${pair.over}`} pair={pair} theme={theme} />
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </div>
  );
}

function PairRow({ pair, theme }: { pair: ColourPair; theme: Theme }) {
  const { on, over, least, use } = pair;
  const sample = useRef<HTMLSpanElement>(null);
  const [ratio, setRatio] = useState<number | null>(null);
  useEffect(() => {
    if (!sample.current) return;
    const { color, backgroundColor } = getComputedStyle(sample.current);
    setRatio(contrastOf(color, backgroundColor));
  }, []);
  return (
    <tr className="border-t" data-ratio={ratio ?? undefined} data-least={least}>
      <td className="py-1.5 pr-3">
        <span className="flex items-center gap-2.5">
          <span
            ref={sample}
            aria-hidden
            className="grid h-7 w-10 shrink-0 place-items-center rounded-sm border font-semibold"
            style={{ color: `var(--${on})`, background: `var(--${over})` }}
          >
            {least < 4.5 ? <span className="size-3 rounded-full border-2 border-current" /> : 'Aa'}
          </span>
          <span>
            {on} <span className="text-ink-muted">on</span> {over}
          </span>
        </span>
      </td>
      <td className="py-1.5 pr-3 text-ink-muted max-sm:hidden">{use}</td>
      <td className="figures whitespace-nowrap py-1.5 text-right">
        {ratio === null ? '–' : ratio.toFixed(1)}
        <span className="text-ink-muted"> of {least}</span>
        <span className="sr-only">, {theme}</span>
      </td>
    </tr>
  );
}

function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance, of whatever notation: a canvas paints it, and is asked what it painted. */
function luminanceOf(colour: string): number {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return 0;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
