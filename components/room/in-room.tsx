'use client';

import { Volume2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Controls } from './controls';
import { DeviceNotices } from './device-notice';
import { DevicePickers } from './device-pickers';
import { LeaveDialog } from './leave-dialog';
import { LineNotice } from './line-notice';
import type { OwnMedia, OwnMediaState } from './own-media';
import type { RoomChannel, RoomMember } from './room-channel';
import type { RoomFacts } from './room-facts';
import { RoomKeys } from './room-keys';
import { type SharedScreen, Stage } from './stage';
import type { TileFacts } from './tile';
import { TimeLeft } from './time-left';
import { TrackSound } from './track-media';
import { useNews } from './use-news';
import { useShortcuts } from './use-room';
import type { Visit, VisitState } from './visit';

const RoomPanels = dynamic(() => import('./room-panels').then((module) => module.RoomPanels), { ssr: false });

type InRoomProps = {
  facts: RoomFacts;
  media: OwnMedia;
  own: OwnMediaState;
  visit: Visit;
  state: VisitState;
  channel: RoomChannel;
  members: ReadonlyMap<number, RoomMember>;
};

/** The room itself. */
export function InRoom({ facts, media, own, visit, state, channel, members }: InRoomProps) {
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [isChoosing, setIsChoosing] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isSilent, setIsSilent] = useState(false);
  const [unread, setUnread] = useState(0);
  const [problem, setProblem] = useState('');
  const onBlocked = useCallback(() => setIsSilent(true), []);
  const nameOf = (uid: number) => members.get(uid)?.name ?? 'Somebody';
  const spoken = useNews({ people: state.people, own, nameOf });

  const tiles = tilesOf({ facts, own, state, members });
  const screen = screenOf({ facts, own, state, nameOf });

  async function share() {
    setProblem('');
    if (own.screen) return media.stopSharing();
    await media
      .share()
      .catch(() => setProblem('The screen could not be shared. Your system may have to allow it.'));
  }

  function leave() {
    if (facts.role === 'TUTOR') setIsLeaving(true);
    else void visit.leave();
  }

  const canShare = typeof navigator !== 'undefined' && 'getDisplayMedia' in (navigator.mediaDevices ?? {});
  const canLift = typeof document !== 'undefined' && document.pictureInPictureEnabled === true;
  const isSomebodySeen = state.people.some(({ video, screen: shared }) => video || shared);

  useShortcuts((key) => {
    if (key === 'm') media.toggle('microphone');
    else if (key === 'v') media.toggle('camera');
    else if (key === 's' && canShare) void share();
    else if (key === 'd') setIsChoosing(true);
    else if (key === 'c') setPanelOpen((open) => !open);
  });

  return (
    // Two surfaces: pictures want the dark, whatever the rest of the page looks like; text goes with the page.
    <div data-room className="fixed inset-0 z-30 flex h-dvh bg-canvas">
      <div data-theme="dark" className="relative flex min-w-0 flex-1 flex-col bg-canvas text-ink">
        <header className="flex items-center justify-between gap-3 px-3 pt-2 pb-1.5 sm:px-4">
          <h1 className="min-w-0 truncate font-semibold text-base tracking-normal">{facts.title}</h1>
          <TimeLeft facts={facts} />
        </header>
        <div className="relative flex min-h-0 flex-1 flex-col gap-2 px-2 sm:px-3">
          <LineNotice state={state.video} onRetry={() => void visit.retry()} />
          <Stage tiles={tiles} screen={screen} />
          <div className="grid gap-2 empty:hidden">
            <DeviceNotices media={media} state={own} />
            {isSilent && (
              <div className="flex flex-wrap items-center justify-center gap-3 rounded-md bg-warn-soft px-4 py-2 text-on-warn-soft text-sm">
                Your browser needs a click before it plays sound.
                <Button size="sm" look="secondary" onClick={() => setIsSilent(false)}>
                  <Volume2 aria-hidden className="size-4" /> Turn the sound on
                </Button>
              </div>
            )}
          </div>
        </div>
        {state.people.length === 0 && state.video === 'connected' && (
          <p className="px-4 pt-2 text-center text-ink-muted text-sm">{aloneText(facts)}</p>
        )}
        <p role="alert" className="px-4 pt-2 text-center text-on-danger-soft text-sm empty:hidden">
          {problem}
        </p>
        <Controls
          own={own}
          hasChat={facts.chatEnabled}
          isPanelOpen={isPanelOpen}
          unread={unread}
          onMute={() => media.toggle('microphone')}
          onCamera={() => media.toggle('camera')}
          onShare={canShare ? () => void share() : null}
          onPicture={canLift && isSomebodySeen ? liftOut : null}
          onDevices={() => setIsChoosing(true)}
          onPanel={() => setPanelOpen((open) => !open)}
          onLeave={leave}
        />
        {/* Silent until somebody presses something, it begins anew with the press. */}
        {!isSilent &&
          state.people.map(
            ({ uid, audio }) =>
              audio && <TrackSound key={uid} track={audio} speakerId={own.speakerId} onBlocked={onBlocked} />,
          )}
      </div>
      {/* Stays while it is closed: a message half written is there again when it opens, and what is said is spoken. */}
      <aside
        className={
          isPanelOpen
            ? 'overflow-hidden bg-surface max-md:fixed max-md:inset-x-0 max-md:top-14 max-md:bottom-0 max-md:z-10 max-md:animate-rise max-md:rounded-t-xl max-md:shadow-lift md:w-88 md:shrink-0 md:border-l'
            : 'contents'
        }
      >
        <RoomPanels
          sessionId={facts.sessionId}
          me={facts.me}
          role={facts.role}
          chatEnabled={facts.chatEnabled}
          isOpen={isPanelOpen}
          onClose={() => setPanelOpen(false)}
          channel={channel}
          zone={facts.zone}
          onUnread={setUnread}
        />
      </aside>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <Dialog open={isChoosing} onOpenChange={setIsChoosing} title="Camera and microphone">
        <div className="grid gap-4 px-5 py-5">
          <DevicePickers media={media} state={own} />
          <RoomKeys canShare={canShare} hasChat={facts.chatEnabled} />
        </div>
      </Dialog>
      <LeaveDialog
        isOpen={isLeaving}
        onClose={() => setIsLeaving(false)}
        onLeave={() => void visit.leave()}
        onEnd={() => visit.end()}
      />
    </div>
  );
}

type Seen = Pick<InRoomProps, 'facts' | 'own' | 'state'>;

function tilesOf({ facts, own, state, members }: Seen & Pick<InRoomProps, 'members'>): TileFacts[] {
  const { camera, microphone } = own;
  const isMuted = !(microphone.isWanted && microphone.track);
  const others = state.people.map((person): TileFacts => {
    const member = members.get(person.uid);
    return {
      key: String(person.uid),
      seed: member?.role === 'TUTOR' ? facts.tutorSeed : (member?.id ?? String(person.uid)),
      name: member?.name ?? 'Somebody',
      isSelf: false,
      video: person.video,
      audio: person.audio,
      isMuted: person.isMuted,
      isExpected: !person.video && !person.isCameraOff,
    };
  });
  return [
    ...others,
    {
      key: 'self',
      seed: facts.role === 'TUTOR' ? facts.tutorSeed : facts.me.id,
      name: facts.me.name,
      isSelf: true,
      video: camera.track,
      audio: isMuted ? null : microphone.track,
      isMuted,
      isExpected: false,
    },
  ];
}

/** Somebody else's rather than one's own: that one is in front of them anyway. */
function screenOf({ own, state, nameOf }: Seen & { nameOf: (uid: number) => string }): SharedScreen | null {
  for (const { uid, screen } of state.people) {
    if (screen) return { track: screen, name: nameOf(uid), isSelf: false };
  }
  return own.screen && { track: own.screen, name: 'You', isSelf: true };
}

function aloneText({ role, tutorName }: RoomFacts): string {
  return role === 'TUTOR' ? 'Nobody else is here at the moment.' : `${tutorName} is not here at the moment.`;
}

/** The largest picture of somebody else floats above all windows; again puts it back. */
function liftOut(): void {
  if (document.pictureInPictureElement) {
    void document.exitPictureInPicture().catch(() => {});
    return;
  }
  const videos = [...document.querySelectorAll<HTMLVideoElement>('[data-room] video:not(.-scale-x-100)')];
  const [largest] = videos.sort((a, b) => b.clientWidth * b.clientHeight - a.clientWidth * a.clientHeight);
  void largest?.requestPictureInPicture().catch(() => {});
}
