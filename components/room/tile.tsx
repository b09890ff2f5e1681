'use client';

import { MicOff } from 'lucide-react';
import { Avatar } from '../ui/avatar';
import { cx } from '../ui/cx';
import { TrackVideo } from './track-media';
import { useSpeaking } from './use-room';

export type TileFacts = {
  key: string;
  seed: string;
  name: string;
  isSelf: boolean;
  video: MediaStreamTrack | null;
  audio: MediaStreamTrack | null;
  isMuted: boolean;
  /** Seen as soon as the line stands. */
  isExpected: boolean;
};

/** One person, as large as the cell it is put in. */
export function Tile({ facts, size }: { facts: TileFacts; size: 'large' | 'small' }) {
  const { seed, name, isSelf, video, audio, isMuted, isExpected } = facts;
  const isSpeaking = useSpeaking(audio) && !isMuted;
  const isConnecting = isExpected && !video;
  const states = [
    isSelf && 'you',
    isMuted && 'muted',
    isConnecting && 'connecting',
    !video && !isExpected && 'camera off',
    isSpeaking && 'speaking',
  ];
  return (
    <figure
      aria-label={[name, ...states.filter(Boolean)].join(', ')}
      data-speaking={isSpeaking || undefined}
      className={cx(
        '@container [container-type:size] relative m-0 grid place-items-center overflow-hidden rounded-lg bg-sunken',
        'after:pointer-events-none after:absolute after:inset-0 after:rounded-lg after:border-3 after:border-accent after:opacity-0 after:transition-opacity after:duration-150 data-speaking:after:opacity-100',
      )}
    >
      {video ? (
        <TrackVideo
          track={video}
          data-person={name}
          className={cx(
            'absolute inset-0 size-full',
            // Hands and paper at the edge of a picture belong to the lesson; small ones are only to know who is there.
            size === 'large' && !isSelf ? 'object-contain' : 'object-cover',
            isSelf && '-scale-x-100',
          )}
        />
      ) : (
        <Avatar
          seed={seed}
          name={name}
          className={
            size === 'large' ? 'mb-6 size-[min(7rem,34cqw,100cqh-5rem)] min-h-9 min-w-9' : 'mb-5 size-9'
          }
        />
      )}
      <figcaption
        aria-hidden
        className={cx(
          'absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-sm bg-canvas/80 px-2 py-0.5 font-medium',
          size === 'large' ? 'text-sm' : 'text-xs',
        )}
      >
        {isMuted && <MicOff className="size-3.5 shrink-0 text-danger" />}
        <span className="truncate">
          {isConnecting ? (
            <>
              {/* In a small tile there is room for one thing: the picture's letters say who it is. */}
              <span className="@max-xs:hidden">{name} · </span>Connecting…
            </>
          ) : isSelf ? (
            'You'
          ) : (
            name
          )}
        </span>
      </figcaption>
    </figure>
  );
}
