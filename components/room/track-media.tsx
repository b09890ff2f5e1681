'use client';

import { type ComponentProps, useEffect, useRef } from 'react';

type TrackVideoProps = Omit<ComponentProps<'video'>, 'children'> & { track: MediaStreamTrack };

/** A picture as it comes. Sound goes another way, so this is always mute. */
export function TrackVideo({ track, ...rest }: TrackVideoProps) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return <video {...rest} ref={element} autoPlay playsInline muted />;
}

type TrackSoundProps = {
  track: MediaStreamTrack;
  speakerId: string;
  /** The browser wants a press before it plays anything. */
  onBlocked: () => void;
};

/** Somebody's voice. */
export function TrackSound({ track, speakerId, onBlocked }: TrackSoundProps) {
  const element = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    audio.play().catch((error) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked();
    });
    return () => {
      audio.srcObject = null;
    };
  }, [track, onBlocked]);
  useEffect(() => {
    // Where it cannot be chosen, or is gone, the system's own choice plays.
    void element.current?.setSinkId?.(speakerId).catch(() => {});
  }, [speakerId]);
  // biome-ignore lint/a11y/useMediaCaption: somebody speaks, live; nobody has written it down
  return <audio ref={element} />;
}
