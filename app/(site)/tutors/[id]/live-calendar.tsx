'use client';

// Keeps the booking calendar true while somebody looks at it, by the tutor's public channel.
import { useRouter } from 'next/navigation';
import { useMemo, useRef, useState } from 'react';
import { useCatchUp } from '@/components/live/use-catch-up';
import { type BookableSlot, toBookableSlot } from '@/components/slots/bookable-slot';
import { BookingCalendar } from '@/components/slots/booking-calendar';
import { PICKED_ZONE_COOKIE } from '@/components/time/zone-cookies';
import { writeCookie } from '@/components/ui/browser-cookies';
import { tutorChannel } from '@/lib/channels';
import type { PusherConfig } from '@/lib/public-config';

type LiveCalendarProps = {
  tutorId: string;
  tutorName: string;
  tutorZone: string;
  initialSlots: BookableSlot[];
  zone: string;
  now: string;
  pusher: PusherConfig;
  /** When whoever looks has a session. */
  ownTimes: { startsAt: string; endsAt: string }[];
};

type Shown = { slots: BookableSlot[]; goneIds: ReadonlySet<string> };

export function LiveCalendar(props: LiveCalendarProps) {
  const { tutorId, tutorName, tutorZone, initialSlots, now, pusher, ownTimes } = props;
  const router = useRouter();
  const [shown, setShown] = useState<Shown>({ slots: initialSlots, goneIds: new Set() });
  // The server's zone until another is picked here; a change shows at once and the rest of the page follows.
  const [zone, setZone] = useState(props.zone);
  const [serverZone, setServerZone] = useState(props.zone);
  if (serverZone !== props.zone) {
    setServerZone(props.zone);
    setZone(props.zone);
  }

  const lastAsked = useRef(0);
  async function refetch() {
    const asked = ++lastAsked.current;
    try {
      const answer = await fetch(`/api/teaching/slots/provider/${tutorId}`, { cache: 'no-store' });
      if (!answer.ok) return;
      const { items }: { items: BookableSlot[] } = await answer.json();
      // A slow answer must not undo a newer one.
      if (asked === lastAsked.current) setShown((before) => merge(before, items.map(toBookableSlot)));
    } catch {
      // Offline: what is shown stays, and the checkout asks again before anything is taken.
    }
  }
  useCatchUp({ pusher, channel: tutorChannel(tutorId), catchUp: refetch });

  const slots = useMemo(
    () =>
      shown.slots.map((slot) =>
        ownTimes.some((own) => own.startsAt < slot.endsAt && slot.startsAt < own.endsAt)
          ? { ...slot, isOwnTime: true as const }
          : slot,
      ),
    [shown, ownTimes],
  );

  return (
    <BookingCalendar
      slots={slots}
      goneIds={shown.goneIds}
      zone={zone}
      tutorZone={tutorZone}
      tutorName={tutorName}
      now={now}
      onZonePick={(picked) => {
        writeCookie(PICKED_ZONE_COOKIE, picked);
        setZone(picked);
        router.refresh();
      }}
    />
  );
}

/** The new list, with what vanished from the old one kept and marked, unless its time has simply begun. */
function merge(before: Shown, fresh: BookableSlot[]): Shown {
  const freshIds = new Set(fresh.map((slot) => slot.id));
  const gone = before.slots.filter(
    (slot) => !freshIds.has(slot.id) && Date.parse(slot.startsAt) > Date.now(),
  );
  return {
    slots: [...fresh, ...gone].sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
    goneIds: new Set(gone.map((slot) => slot.id)),
  };
}
