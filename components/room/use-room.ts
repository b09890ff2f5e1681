'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { RoomChannel, RoomMember } from './room-channel';
import { watchLevel } from './sound-level';

/** The present by the server's clock, in milliseconds; moves on every second. */
export function useServerClock(now: string): number {
  const [present, setPresent] = useState(() => Date.parse(now));
  useEffect(() => {
    const aheadMs = Date.parse(now) - Date.now();
    const look = () => setPresent(Date.now() + aheadMs);
    look();
    // A timer for the very moment would sleep with the machine.
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return present;
}

/** The same, but moved on only where one of the marks is passed: for what changes with them alone. */
export function useServerMoment(now: string, marks: string[]): number {
  const [present, setPresent] = useState(() => Date.parse(now));
  const look = useEffectEvent((at: number) => {
    if (marks.some((mark) => present < Date.parse(mark) && at >= Date.parse(mark))) setPresent(at);
  });
  useEffect(() => {
    const aheadMs = Date.parse(now) - Date.now();
    const timer = setInterval(() => look(Date.now() + aheadMs), 500);
    return () => clearInterval(timer);
  }, [now]);
  return present;
}

/** Whoever is or was on the session's channel, by their number in the video: a name outlives a drop. */
export function useRoomMembers(channel: RoomChannel | null): {
  present: RoomMember[];
  byUid: ReadonlyMap<number, RoomMember>;
} {
  const [members, setMembers] = useState({
    present: [] as RoomMember[],
    byUid: new Map<number, RoomMember>(),
  });
  useEffect(
    () =>
      channel?.on({
        onMembers: (present) =>
          setMembers((before) => ({
            present,
            byUid: new Map([...before.byUid, ...present.map((member) => [member.uid, member] as const)]),
          })),
      }),
    [channel],
  );
  return members;
}

const SPEECH = 0.42;
/** People pause for breath. */
const HOLD_MS = 700;

/** Whether somebody is heard on a track. */
export function useSpeaking(track: MediaStreamTrack | null): boolean {
  const [isSpeaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!track) return;
    let until = 0;
    const stop = watchLevel(track, (level) => {
      if (level > SPEECH) until = performance.now() + HOLD_MS;
      setSpeaking(performance.now() < until);
    });
    return () => {
      stop();
      setSpeaking(false);
    };
  }, [track]);
  return isSpeaking;
}

export type Size = { width: number; height: number };

/** The size of an element, as it changes. */
export function useSize(): [(element: HTMLElement | null) => (() => void) | undefined, Size | null] {
  const [size, setSize] = useState<Size | null>(null);
  const [measure] = useState(() => (element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  });
  return [measure, size];
}

const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';

/** Single letters as shortcuts; not while somebody types, holds a modifier, or answers a dialog. */
export function useShortcuts(run: (key: string) => void): void {
  const onKey = useEffectEvent(run);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const isTyping = event.target instanceof Element && event.target.closest(TYPING);
      if (isTyping || document.querySelector('[role="dialog"][data-state="open"]')) return;
      onKey(event.key.toLowerCase());
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
