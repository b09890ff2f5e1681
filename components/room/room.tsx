'use client';

import { MonitorSmartphone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { userChannel } from '@/lib/channels';
import { paths } from '@/lib/paths';
import type { Session } from '@/lib/sessions/schema';
import { stateOf } from '../live/connection';
import { useCatchUp } from '../live/use-catch-up';
import { isCancelledFor } from '../sessions/session-status';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { doorFor } from './door';
import { GreenRoom } from './green-room';
import { InRoom } from './in-room';
import { recallInside, rememberInside } from './inside-memory';
import { createOwnMedia, NO_MEDIA } from './own-media';
import { readSession } from './room-calls';
import { openRoomChannel, type RoomChannel } from './room-channel';
import type { RoomFacts } from './room-facts';
import { useRoomMembers, useServerMoment } from './use-room';
import { createVisit, NO_VISIT, type Visit } from './visit';

const ASK_MS = 10_000;

/** The way into a session, and the session itself. */
export function Room(facts: RoomFacts) {
  const { sessionId, me, role } = facts;
  const router = useRouter();
  const [media] = useState(createOwnMedia);
  const [inside, setInside] = useState<{ channel: RoomChannel; visit: Visit } | null>(null);
  const [status, setStatus] = useState(facts.status);
  const own = useSyncExternalStore(media.subscribe, media.state, () => NO_MEDIA);
  const state = useSyncExternalStore(
    inside?.visit.subscribe ?? subscribeToNothing,
    inside?.visit.state ?? (() => NO_VISIT),
    () => NO_VISIT,
  );
  const { present, byUid } = useRoomMembers(inside?.channel ?? null);
  const now = useServerMoment(facts.now, [facts.opensAt, facts.endsAt]);
  const door = doorFor({ status, role, opensAt: facts.opensAt, endsAt: facts.endsAt, now });

  const onStatus = useEffectEvent((next: Session['status'], isSeated = true) => {
    setStatus(next);
    if (!isSeated || (next !== 'SCHEDULED' && next !== 'IN_PROGRESS')) {
      // Nothing more is heard here, while the page that says why is on its way.
      inside?.channel.close();
      router.replace(paths.session(sessionId));
    } else if (next === 'IN_PROGRESS' && status === 'SCHEDULED' && role === 'STUDENT') {
      // Whoever waited is let in by itself; a tutor who starts in another tab is not drawn into this one.
      void inside?.visit.enter();
    }
  });

  const ask = useEffectEvent(async () => {
    if (inside?.visit.state().phase !== 'out') return inside?.visit.ask();
    const answer = await readSession(sessionId);
    if (answer.ok) onStatus(answer.body.session.status, !isCancelledFor(answer.body.session));
  });

  const open = useEffectEvent(() => {
    const channel = openRoomChannel({ pusher: facts.pusher, sessionId, lostSeats: facts.lostSeats });
    const aheadMs = Date.parse(facts.now) - Date.now();
    channel.on({
      onEvent: (name, _, from) => from === null && name === 'session:started' && onStatus('IN_PROGRESS'),
    });
    const visit = createVisit({
      sessionId,
      userId: me.id,
      channel,
      media,
      iceServers: facts.iceServers,
      peerTicketKey: facts.peerTicketKey,
      now: () => Date.now() + aheadMs,
      remember: (isInside) => rememberInside({ sessionId, isInside, own: media.state() }),
      onGone(phase) {
        media.close();
        if (phase !== 'elsewhere') router.replace(paths.session(sessionId));
      },
    });
    setInside({ channel, visit });
    const remembered = recallInside(sessionId);
    if (remembered && facts.status === 'IN_PROGRESS') {
      media.prepare(remembered);
      void visit.enter({ returns: true });
    }
    return () => {
      visit.close();
      channel.close();
      media.close();
    };
  });
  useEffect(() => open(), []);

  const isOpen = door !== 'early' && door !== 'shut';
  useEffect(() => {
    if (isOpen) void media.begin();
  }, [isOpen, media]);

  useCatchUp({
    pusher: facts.pusher,
    channel: userChannel(me.id),
    since: facts.now,
    catchUp: () => void ask(),
  });
  useEffect(() => {
    const timer = setInterval(() => stateOf(userChannel(me.id)) !== 'live' && void ask(), ASK_MS);
    return () => clearInterval(timer);
  }, [me.id]);

  if (state.phase === 'elsewhere') {
    return (
      <div className="shell py-16">
        <EmptyState
          icon={MonitorSmartphone}
          title="You are in the room somewhere else"
          action={<Button onClick={() => window.location.reload()}>Go on here</Button>}
        >
          You opened the room in another tab or on another device. You can be in it once at a time.
        </EmptyState>
      </div>
    );
  }
  if (inside && state.phase === 'in') {
    return (
      <InRoom
        facts={facts}
        media={media}
        own={own}
        visit={inside.visit}
        state={state}
        channel={inside.channel}
        members={byUid}
      />
    );
  }
  if (state.phase === 'left' || state.phase === 'over') {
    return (
      <p role="status" className="shell py-24 text-center text-ink-muted">
        {state.phase === 'left' ? 'Leaving the room…' : 'The session is over. One moment…'}
      </p>
    );
  }
  return (
    <GreenRoom
      facts={facts}
      door={door}
      media={media}
      own={own}
      present={present}
      // Gone as well: the page is on its way to the session.
      isEntering={!inside || state.phase !== 'out'}
      problem={state.problem}
      onEnter={() => void inside?.visit.enter({ starts: door === 'start' })}
    />
  );
}

const subscribeToNothing = () => () => {};
