// People and hours of nobody, on days that do not move: what the specimens say is the same on every day and machine.
import type { BookableSlot } from '@/components/slots/bookable-slot';
import type { Notification, NotificationData } from '@/lib/notifications/schema';
import type { Session } from '@/lib/sessions/schema';
import { placeSlot } from '@/lib/slots/rules';
import type { OwnSlot, Slot } from '@/lib/slots/schema';
import type { Tutor } from '@/lib/tutors/schema';

export const ZONE = 'America/New_York';
export const TUTOR_ZONE = 'Asia/Kathmandu';
/** A Tuesday morning in New York. */
export const NOW = '2027-05-04T12:00:00.000Z';
export const TODAY = '2027-05-04';
export const TUTOR_NAME = 'Anaya Shrestha';

const TUTOR_ID = '00000000-0000-4000-8000-0000000000a1';
const LONG_AGO = '2027-01-01T00:00:00.000Z';

/** From what is said of it, so that the server and the browser make the same one. */
function idOf(...said: unknown[]): string {
  let hash = 0x811c9dc5;
  for (const char of JSON.stringify(said)) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return `00000000-0000-4000-8000-${(hash >>> 0).toString(16).padStart(12, '0')}`;
}

export function exampleTutor(said: Partial<Tutor> = {}): Tutor {
  return {
    id: TUTOR_ID,
    name: TUTOR_NAME,
    headline: 'Calculus without fear, from the first limit to the exam',
    bio: '',
    subjects: ['Mathematics', 'Physics'],
    languages: ['English', 'Nepali'],
    hourlyRateCents: 3200,
    currency: 'usd',
    timezone: TUTOR_ZONE,
    published: true,
    nextSlotAt: '2027-05-04T13:15:00.000Z',
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
    ...said,
  };
}

export function exampleBookable(said: Partial<BookableSlot> = {}): BookableSlot {
  return {
    id: idOf('bookable', said),
    startsAt: '2027-05-04T13:15:00.000Z',
    endsAt: '2027-05-04T14:15:00.000Z',
    sessionType: 'ONE_TO_ONE',
    maxParticipants: 1,
    seatsLeft: 1,
    priceCents: 3200,
    currency: 'usd',
    ...said,
  };
}

type SaidSlot = { day?: string; from: string; to: string; seats?: number; taken?: number };

function exampleSlot(said: SaidSlot): Slot {
  const { day = TODAY, from, to, seats = 1, taken = 0 } = said;
  const { startsAt, endsAt, ...placed } = placeSlot({
    slotDate: day,
    startTime: from,
    endTime: to,
    timezone: ZONE,
  });
  return {
    ...placed,
    id: idOf('slot', said),
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    providerProfileId: TUTOR_ID,
    sessionType: seats === 1 ? 'ONE_TO_ONE' : 'GROUP',
    maxParticipants: seats,
    seatsTaken: taken,
    seatsLeft: seats - taken,
    priceCents: 3200,
    currency: 'usd',
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
  };
}

/** A slot as its tutor sees it. A seat that is taken by nobody is one that is being paid for. */
export function exampleOwnSlot({ names = [], ...said }: SaidSlot & { names?: string[] }): OwnSlot {
  const slot = exampleSlot({ taken: names.length, ...said });
  const participants = names.map((name) => ({
    id: idOf('seat', name),
    userId: idOf(name),
    name,
    status: 'BOOKED' as const,
  }));
  return {
    ...slot,
    session: names.length > 0 ? { id: idOf('session', said), status: 'SCHEDULED', participants } : null,
  };
}

type Participant = Session['participants'][number];

type SaidSession = Partial<Omit<Session, 'slot' | 'participants'>> & {
  at?: SaidSlot;
  seat?: Participant['status'];
  payment?: NonNullable<Participant['payment']>['status'] | null;
};

export function exampleSession(example: SaidSession = {}): Session {
  const { at, seat = 'BOOKED', payment = 'SUCCEEDED', ...said } = example;
  const slot = exampleSlot({ from: '10:00', to: '11:00', taken: 1, ...at });
  return {
    id: idOf('session', example),
    slotId: slot.id,
    status: 'SCHEDULED',
    instructor: { id: TUTOR_ID, name: TUTOR_NAME },
    slot,
    startedAt: null,
    completedAt: null,
    cancelledAt: null,
    createdAt: LONG_AGO,
    participants: [
      {
        id: idOf('seat', example),
        userId: idOf('Maya Lindqvist'),
        name: 'Maya Lindqvist',
        status: seat,
        bookedAt: LONG_AGO,
        payment: payment && {
          status: payment,
          amountCents: 3200,
          currency: 'usd',
          refundedAt: payment === 'REFUNDED' ? NOW : null,
        },
      },
    ],
    participantCount: slot.seatsTaken,
    chatEnabled: slot.sessionType === 'ONE_TO_ONE',
    myRole: 'STUDENT',
    ...said,
  };
}

type SaidNotification = {
  type: Exclude<Notification['type'], 'other'>;
  at: string;
  isRead?: boolean;
} & Partial<NotificationData>;

export function exampleNotification({ type, at, isRead = false, ...said }: SaidNotification): Notification {
  return {
    id: idOf('notification', type, at, said),
    // They lead nowhere: there are no such sessions.
    sessionId: null,
    readAt: isRead ? at : null,
    createdAt: at,
    type,
    data: {
      role: 'STUDENT',
      startsAt: '2027-05-04T14:00:00.000Z',
      endsAt: '2027-05-04T15:00:00.000Z',
      sessionType: 'ONE_TO_ONE',
      tutorName: TUTOR_NAME,
      studentName: null,
      seatsBooked: 1,
      maxParticipants: 1,
      isOver: false,
      reason: null,
      amountCents: 3200,
      currency: 'usd',
      kind: null,
      ...said,
    },
  };
}
