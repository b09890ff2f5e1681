import { Video } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/lib/paths';
import type { Session } from '@/lib/sessions/schema';
import { clockOf } from '@/lib/time-format';
import { buttonClass } from '../ui/button';

type EnterRoomProps = {
  session: Pick<Session, 'id' | 'status' | 'myRole'>;
  /** From here on the room is open. */
  opensAt: string;
  now: string;
  zone: string;
};

/** The way into the room, for whoever has a place in it. Before it opens, camera and microphone can be tried there. */
export function EnterRoom({ session: { id, status, myRole }, opensAt, now, zone }: EnterRoomProps) {
  const isLive = status === 'IN_PROGRESS';
  if (!isLive && status !== 'SCHEDULED') return null;
  const isOpen = isLive || now >= opensAt;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <Link href={paths.room(id)} className={buttonClass({ look: isOpen ? 'primary' : 'secondary' })}>
        <Video aria-hidden className="size-[1.125rem]" />
        {isLive ? 'Join' : isOpen && myRole === 'TUTOR' ? 'Enter the room and start' : 'Enter the room'}
      </Link>
      <p className="text-ink-muted">
        {isLive ? (
          'The session is in progress. Join here in your browser.'
        ) : isOpen ? (
          'The room is open. Join here in your browser.'
        ) : (
          <>
            The room opens here in your browser at <time dateTime={opensAt}>{clockOf(opensAt, zone)}</time>,
            10 minutes before the start. You can test your camera and microphone before that.
          </>
        )}
      </p>
    </div>
  );
}
