'use client';

import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { paths } from '@/lib/paths';
import { clockOf, longDay, offsetName, zoneCity } from '@/lib/time-format';
import { TimeRange } from '../time/times';
import { Avatar } from '../ui/avatar';
import { BackLink } from '../ui/back-link';
import { Button, buttonClass } from '../ui/button';
import { cx } from '../ui/cx';
import { Notice } from '../ui/notice';
import { DeviceNotices } from './device-notice';
import { DevicePickers } from './device-pickers';
import { countdownOf, type Door } from './door';
import { LevelMeter } from './level-meter';
import type { OwnMedia, OwnMediaState } from './own-media';
import type { RoomMember } from './room-channel';
import type { RoomFacts } from './room-facts';
import { RoundButton } from './round-button';
import { TrackVideo } from './track-media';
import { useServerClock } from './use-room';

type GreenRoomProps = {
  facts: RoomFacts;
  door: Door;
  media: OwnMedia;
  own: OwnMediaState;
  present: RoomMember[];
  isEntering: boolean;
  problem: string | null;
  onEnter: () => void;
};

/** Before the room: how one looks and sounds, and when the door opens. */
export function GreenRoom(props: GreenRoomProps) {
  const { facts, door, media, own, present, problem } = props;
  const isUntouched = [own.camera, own.microphone].every(
    (one) => one.isWanted && !one.track && !one.isAsking && !one.problem,
  );
  // Long before the time nobody is asked for a camera unless they want to try it.
  const canTry = door === 'early' && isUntouched;
  // Behind a door that is shut nobody is asked at all.
  const isAwaited = isUntouched && door !== 'shut';
  const others = present.filter(({ id }) => id !== facts.me.id).map(({ name }) => name);
  return (
    <div className="shell grid gap-6 py-8 sm:py-10">
      <BackLink href={paths.session(facts.sessionId)}>The session</BackLink>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)] lg:gap-10">
        <div className="grid gap-4">
          <Preview facts={facts} media={media} own={own} canTry={canTry} isAwaited={isAwaited} />
          <DeviceNotices media={media} state={own} />
        </div>
        <div className="grid gap-6">
          <header className="grid gap-1.5">
            <h1 className="text-2xl sm:text-3xl">{facts.title}</h1>
            <p className="text-ink-muted">
              {longDay(facts.startsAt, facts.zone)},{' '}
              <TimeRange startsAt={facts.startsAt} endsAt={facts.endsAt} zone={facts.zone} />{' '}
              <span className="inline-block">
                {zoneCity(facts.zone)} ({offsetName(new Date(facts.startsAt), facts.zone)})
              </span>
            </p>
          </header>
          <Doorway {...props} />
          <p className="text-ink-muted text-sm empty:hidden" role="status">
            {others.length > 0 &&
              door !== 'early' &&
              `${listOf(others)} ${others.length === 1 ? 'has' : 'have'} this session open.`}
          </p>
          {problem && (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          {/* Browsers name no device before one was tried. */}
          {!canTry && (
            <div className="grid gap-4 border-t pt-6">
              <DevicePickers media={media} state={own} />
            </div>
          )}
        </div>
      </div>
    </div>
  );
}

/** One way in at a time. */
function Doorway({ facts, door, own, isEntering, onEnter }: GreenRoomProps) {
  const isReady = !own.camera.isAsking && !own.microphone.isAsking;
  switch (door) {
    case 'early':
      return <Early facts={facts} />;
    case 'wait':
      return (
        <Standing title={`Waiting for ${facts.tutorName} to start`} isLive>
          You join as soon as it starts, with your camera and microphone as they are here.
        </Standing>
      );
    case 'start':
    case 'join':
      return (
        <div className="grid gap-2">
          <Button
            size="lg"
            pending={isEntering}
            onClick={onEnter}
            className="w-full sm:w-auto sm:min-w-48 sm:justify-self-start"
          >
            {door === 'start' ? 'Start session' : 'Join now'}
          </Button>
          <p className="text-ink-muted text-sm">
            {isReady ? wayIn(own) : 'Your browser asks for camera and microphone.'}
          </p>
        </div>
      );
    case 'shut':
      return (
        <Standing title="This session is over">
          <Link
            href={paths.session(facts.sessionId)}
            className={buttonClass({ look: 'secondary', size: 'sm' })}
          >
            See the session
          </Link>
        </Standing>
      );
  }
}

const DAY_MS = 86_400_000;

function Early({ facts: { now: readAt, opensAt, startsAt, zone } }: { facts: RoomFacts }) {
  const leftMs = Date.parse(opensAt) - useServerClock(readAt);
  const minutesBefore = (Date.parse(startsAt) - Date.parse(opensAt)) / 60_000;
  const opening = <time dateTime={opensAt}>{clockOf(opensAt, zone)}</time>;
  return (
    <Standing
      title={
        leftMs > DAY_MS ? (
          `The room opens on ${longDay(opensAt, zone)}`
        ) : (
          <>
            The room opens in <span className="figures">{countdownOf(leftMs)}</span>
          </>
        )
      }
    >
      At {opening}, {minutesBefore} minutes before the start. It opens on this page by itself.
    </Standing>
  );
}

type StandingProps = { title: ReactNode; isLive?: boolean; children: ReactNode };

function Standing({ title, isLive = false, children }: StandingProps) {
  return (
    <div
      role={isLive ? 'status' : undefined}
      className="grid justify-items-start gap-1.5 rounded-md border border-accent-line bg-accent-soft px-4 py-4 text-on-accent-soft"
    >
      <p className="font-semibold text-lg">{title}</p>
      <div className="text-sm">{children}</div>
    </div>
  );
}

type PreviewProps = {
  facts: RoomFacts;
  media: OwnMedia;
  own: OwnMediaState;
  /** Nothing was asked for yet, and it is asked for where somebody wants to try it. */
  canTry: boolean;
  /** Nothing was asked for yet, and it will be. */
  isAwaited: boolean;
};

function Preview({ facts, media, own, canTry, isAwaited }: PreviewProps) {
  const { camera, microphone } = own;
  const isHeard = microphone.isWanted && microphone.track !== null;
  return (
    <section aria-label="Preview" className="grid gap-3">
      <div
        data-theme="dark"
        className="relative grid aspect-[4/3] place-items-center overflow-hidden rounded-xl border bg-surface text-ink sm:aspect-video"
      >
        {camera.track ? (
          <TrackVideo track={camera.track} className="absolute inset-0 size-full -scale-x-100 object-cover" />
        ) : (
          <div className={cx('grid justify-items-center gap-3', !canTry && 'pb-12')}>
            <Avatar
              seed={facts.role === 'TUTOR' ? facts.tutorSeed : facts.me.id}
              name={facts.me.name}
              className="size-16 sm:size-28"
            />
            {canTry ? (
              <Button look="secondary" size="sm" onClick={() => void media.begin()}>
                Try camera and microphone
              </Button>
            ) : (
              <p className="text-ink-muted text-sm">
                {camera.isAsking || isAwaited ? 'Waiting for your camera' : 'Your camera is off'}
              </p>
            )}
          </div>
        )}
        <p className="absolute top-3 left-3 max-w-[calc(100%-1.5rem)] truncate rounded-sm bg-canvas/75 px-2 py-0.5 font-medium text-sm">
          {facts.me.name} (you)
        </p>
        {!canTry && (
          <div className="absolute bottom-4 flex gap-3">
            <RoundButton
              icon={isHeard || isAwaited ? Mic : MicOff}
              label={isHeard ? 'Mute microphone' : 'Unmute microphone'}
              look={isHeard || isAwaited || microphone.isAsking ? 'plain' : 'off'}
              onClick={() => media.toggle('microphone')}
            />
            <RoundButton
              icon={camera.track || isAwaited ? Video : VideoOff}
              label={camera.track ? 'Turn camera off' : 'Turn camera on'}
              look={camera.track || isAwaited || camera.isAsking ? 'plain' : 'off'}
              onClick={() => media.toggle('camera')}
            />
          </div>
        )}
      </div>
      <div className="flex min-h-6 items-center gap-3 text-ink-muted text-sm">
        {canTry ? (
          <p>Camera and microphone are off. Only you see and hear what you try here.</p>
        ) : (
          <>
            <Mic aria-hidden className="size-4" />
            <div className="flex-1">
              <LevelMeter
                track={isHeard ? microphone.track : null}
                label="How loud your microphone hears you"
              />
            </div>
            <span>
              {isHeard
                ? 'Say something'
                : microphone.isAsking || isAwaited
                  ? 'Waiting for your microphone'
                  : 'Muted'}
            </span>
          </>
        )}
      </div>
    </section>
  );
}

/** What the others will see and hear. */
function wayIn({ camera, microphone }: OwnMediaState): string {
  const isHeard = microphone.isWanted && microphone.track;
  if (camera.track) return isHeard ? 'You will be seen and heard.' : 'You will be seen, and not heard.';
  return isHeard
    ? 'You will be heard, and not seen.'
    : 'You will see and hear the others, without camera or microphone.';
}

const names = new Intl.ListFormat('en', { type: 'conjunction' });

function listOf(people: string[]): string {
  return people.length > 4
    ? `${people.slice(0, 3).join(', ')} and ${people.length - 3} more`
    : names.format(people);
}
