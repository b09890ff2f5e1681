'use client';

import { MonitorUp } from 'lucide-react';
import { bestGrid } from './best-grid';
import { Tile, type TileFacts } from './tile';
import { TrackVideo } from './track-media';
import { useSize } from './use-room';

export type SharedScreen = { track: MediaStreamTrack; name: string; isSelf: boolean };

type StageProps = { tiles: TileFacts[]; screen: SharedScreen | null };

const GAP = 8;

/**
 * Everybody, as large as there is room for; a shared screen larger than everybody. Of two people on a wide screen the
 * other one fills it, and one's own picture lies in its corner.
 */
export function Stage({ tiles, screen }: StageProps) {
  const [measure, size] = useSize();
  return (
    <div ref={measure} className="relative min-h-0 flex-1 overflow-hidden">
      {size && (screen ? <WithScreen screen={screen} tiles={tiles} /> : <People tiles={tiles} size={size} />)}
    </div>
  );
}

function People({ tiles, size }: { tiles: TileFacts[]; size: { width: number; height: number } }) {
  const [self, other] = [tiles.find(({ isSelf }) => isSelf), tiles.find(({ isSelf }) => !isSelf)];
  if (tiles.length === 2 && self && other && size.width > size.height * 1.15 && size.width > 560) {
    return (
      <>
        <div className="absolute inset-0 grid">
          <Tile key={other.key} facts={other} size="large" />
        </div>
        <div className="absolute right-3 bottom-3 grid aspect-video w-[clamp(9rem,20%,15rem)] rounded-lg shadow-lift ring-1 ring-line">
          <Tile key={self.key} facts={self} size="small" />
        </div>
      </>
    );
  }
  const { columns, tileWidth, tileHeight } = bestGrid({ count: tiles.length, ...size, gap: GAP });
  return (
    <ul
      className="flex h-full flex-wrap content-center justify-center"
      style={{ gap: GAP, maxWidth: columns * (tileWidth + GAP), marginInline: 'auto' }}
    >
      {tiles.map((facts) => (
        <li key={facts.key} className="grid" style={{ width: tileWidth, height: tileHeight }}>
          <Tile facts={facts} size={tileWidth > 200 ? 'large' : 'small'} />
        </li>
      ))}
    </ul>
  );
}

function WithScreen({ screen, tiles }: { screen: SharedScreen; tiles: TileFacts[] }) {
  return (
    <div className="flex h-full flex-col gap-2">
      <figure
        aria-label={screen.isSelf ? 'Your screen, as the others see it' : `${screen.name}'s screen`}
        className="relative m-0 grid min-h-0 flex-1 place-items-center overflow-hidden rounded-lg bg-sunken"
      >
        {screen.isSelf ? (
          // One's own screen within itself would show itself for ever.
          <div className="grid justify-items-center gap-2 px-4 text-center">
            <MonitorUp aria-hidden className="size-9 text-accent-text" strokeWidth={1.6} />
            <p className="font-semibold">You are sharing your screen</p>
            <p className="text-ink-muted text-sm">The others see it large.</p>
          </div>
        ) : (
          <TrackVideo
            track={screen.track}
            data-screen={screen.name}
            className="absolute inset-0 size-full object-contain"
          />
        )}
        {!screen.isSelf && (
          <figcaption className="absolute bottom-2 left-2 rounded-sm bg-canvas/80 px-2 py-0.5 font-medium text-sm">
            {screen.name}’s screen
          </figcaption>
        )}
      </figure>
      <ul className="flex h-20 shrink-0 gap-2 overflow-x-auto sm:h-28">
        {tiles.map((facts) => (
          <li key={facts.key} className="grid aspect-video h-full shrink-0">
            <Tile facts={facts} size="small" />
          </li>
        ))}
      </ul>
    </div>
  );
}
