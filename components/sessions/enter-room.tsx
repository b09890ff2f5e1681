import { Video } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/lib/paths';
import { OPENS_BEFORE_MINUTES } from '@/lib/sessions/rules';
import type { Session } from '@/lib/sessions/schema';
import { clockOf, dayOf, longDay } from '@/lib/time-format';
import { buttonClass } from '../ui/button';
import { cx } from '../ui/cx';

type EnterRoomProps = {
  session: Pick<Session, 'id' | 'status' | 'myRole'>;
  /** From here on the room is open. */
  opensAt: string;
  now: string;
  zone: string;
};

/** The way into the room, for whoever has a place in it. Until it opens: when, and where to try camera and microphone. */
export function EnterRoom({ session: { id, status, myRole }, opensAt, now, zone }: EnterRoomProps) {
  const isLive = status === 'IN_PROGRESS';
  if (!isLive && status !== 'SCHEDULED') return null;
  if (!isLive && now < opensAt) {
    return (
      <div className="grid gap-1 print:hidden">
        <p className="font-semibold">
          The room opens <OpeningTime opensAt={opensAt} now={now} zone={zone} />
        </p>
        <p className="text-ink-muted text-sm">
          That is {OPENS_BEFORE_MINUTES} minutes before the start. You join here, in your browser.{' '}
          <Link href={paths.room(id)} className="link inline-block py-1">
            Try your camera and microphone
          </Link>
        </p>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <Link href={paths.room(id)} className={cx(buttonClass(), 'max-sm:w-full')}>
        <Video aria-hidden className="size-[1.125rem]" />
        {isLive ? 'Join' : myRole === 'TUTOR' ? 'Enter the room and start' : 'Enter the room'}
      </Link>
      <p className="text-ink-muted">
        {isLive ? 'The session is in progress.' : 'The room is open.'} Join here in your browser.
      </p>
    </div>
  );
}

/** `today at 09:50`, `on Tuesday 4 May at 09:50`: the room may open the day before. */
export function OpeningTime({ opensAt, now, zone }: Pick<EnterRoomProps, 'opensAt' | 'now' | 'zone'>) {
  const day = dayOf(opensAt, zone) === dayOf(now, zone) ? 'today' : `on ${longDay(opensAt, zone)}`;
  return (
    <time dateTime={opensAt} className="inline-block">
      {day} at {clockOf(opensAt, zone)}
    </time>
  );
}
