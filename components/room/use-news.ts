'use client';

import { useState } from 'react';
import type { OwnMediaState } from './own-media';
import type { RemotePerson } from './video-client';

type Watched = { people: RemotePerson[]; own: OwnMediaState; nameOf: (uid: number) => string };
type Picture = { names: Map<number, string>; sharing: number[]; isMuted: boolean; isCameraOff: boolean };

/** What changed in the room, in words for those who do not see it. */
export function useNews({ people, own, nameOf }: Watched): string {
  const now: Picture = {
    names: new Map(people.map(({ uid }) => [uid, nameOf(uid)])),
    sharing: people.filter(({ screen }) => screen).map(({ uid }) => uid),
    isMuted: !(own.microphone.isWanted && own.microphone.track),
    isCameraOff: own.camera.track === null,
  };
  const [before, setBefore] = useState(now);
  const [spoken, setSpoken] = useState('');
  const news = newsOf(before, now);
  // While rendering, as React wants it for what follows from what is seen: an effect would come a picture late.
  if (news.length > 0) {
    setBefore(now);
    setSpoken(news.join('. '));
  }
  return spoken;
}

function newsOf(before: Picture, now: Picture): string[] {
  const come = [...now.names].filter(([uid]) => !before.names.has(uid)).map(([, name]) => `${name} came`);
  const gone = [...before.names].filter(([uid]) => !now.names.has(uid)).map(([, name]) => `${name} left`);
  const sharing = now.sharing
    .filter((uid) => !before.sharing.includes(uid))
    .map((uid) => `${now.names.get(uid)} shares a screen`);
  const ended = before.sharing
    .filter((uid) => !now.sharing.includes(uid))
    .map((uid) => `${before.names.get(uid)} stopped sharing`);
  return [
    ...come,
    ...gone,
    ...sharing,
    ...ended,
    ...(before.isMuted === now.isMuted ? [] : [now.isMuted ? 'You are muted' : 'You can be heard']),
    ...(before.isCameraOff === now.isCameraOff
      ? []
      : [now.isCameraOff ? 'Your camera is off' : 'Your camera is on']),
  ];
}
