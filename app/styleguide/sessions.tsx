import { AddToCalendar } from '@/components/sessions/add-to-calendar';
import { EnterRoom } from '@/components/sessions/enter-room';
import { SessionDetail } from '@/components/sessions/session-detail';
import { SessionList } from '@/components/sessions/session-list';
import { SessionListSkeleton } from '@/components/sessions/session-list-skeleton';
import { SessionOutcome } from '@/components/sessions/session-outcome';
import { SessionPages } from '@/components/sessions/session-pages';
import { SessionStatus } from '@/components/sessions/session-status';
import { SessionTabs } from '@/components/sessions/session-tabs';
import { exampleSession, NOW, TUTOR_ZONE, ZONE } from './examples';
import { Row, Section } from './specimen';

const LATER = { day: '2027-05-05', from: '18:00', to: '19:30', seats: 8 };
const BOOKED = exampleSession();
const LIVE = exampleSession({ status: 'IN_PROGRESS', at: { from: '07:45', to: '08:45' } });
const TAUGHT = exampleSession({ myRole: 'TUTOR', at: LATER, participantCount: 1 });
const BOOKED_TAUGHT = { ...BOOKED, myRole: 'TUTOR' as const };
const NOT_STARTED = exampleSession({ status: 'NO_SHOW', seat: 'REFUNDED', payment: 'REFUNDING' });

const NO_STUDENT = exampleSession({
  status: 'NO_SHOW',
  startedAt: BOOKED.slot.startsAt,
  completedAt: BOOKED.slot.endsAt,
});
const ENDED_EARLY = exampleSession({
  status: 'NO_SHOW',
  seat: 'REFUNDED',
  payment: 'REFUNDING',
  startedAt: BOOKED.slot.startsAt,
  completedAt: BOOKED.slot.startsAt,
});

const STATES = [
  BOOKED,
  LIVE,
  exampleSession({ status: 'COMPLETED' }),
  exampleSession({ status: 'CANCELLED', seat: 'REFUNDED', payment: 'REFUNDED' }),
  NO_STUDENT,
  ENDED_EARLY,
  NOT_STARTED,
  { ...NOT_STARTED, myRole: 'TUTOR' as const },
];

const ROWS = [
  LIVE,
  BOOKED,
  exampleSession({
    status: 'CANCELLED',
    seat: 'REFUNDED',
    payment: 'REFUNDING',
    at: { from: '16:00', to: '17:00' },
  }),
  TAUGHT,
];

const OUTCOMES = [
  NOT_STARTED,
  { ...NOT_STARTED, myRole: 'TUTOR' as const },
  NO_STUDENT,
  ENDED_EARLY,
  exampleSession({ seat: 'CANCELLED', payment: 'REFUNDED', at: LATER }),
  exampleSession({ status: 'CANCELLED', seat: 'REFUNDED', payment: 'REFUND_FAILED' }),
];

const OPENS_AT = '2027-05-04T13:50:00.000Z';

export function SessionSection() {
  return (
    <Section id="sessions" title="Sessions" note="Read in New York, at eight on a Tuesday morning.">
      <Row name="How it stands">
        {STATES.map((session) => (
          <SessionStatus key={`${session.id} ${session.myRole}`} session={session} />
        ))}
      </Row>
      <Row name="In a list: going on, to come, cancelled; a group, as its tutor sees it" className="grid">
        <SessionList sessions={ROWS} zone={ZONE} now={NOW} level="h3" />
      </Row>
      <Row
        name="One of them: as its student sees it, as its tutor sees it"
        className="grid items-start gap-6"
      >
        <SessionDetail session={BOOKED} zone={ZONE} now={NOW} attendance={[]} level="h3" />
        <SessionDetail
          session={BOOKED_TAUGHT}
          zone={TUTOR_ZONE}
          now={NOW}
          attendance={[]}
          studentZones={new Map(BOOKED.participants.map(({ userId }) => [userId, ZONE]))}
          level="h3"
        />
      </Row>
      <Row name="On its way" className="grid">
        <SessionListSkeleton />
      </Row>
      <Row name="What became of it" className="grid">
        {OUTCOMES.map((session) => (
          <SessionOutcome key={`${session.id} ${session.myRole}`} session={session} zone={ZONE} now={NOW} />
        ))}
      </Row>
      <Row name="Into the room: early, open, going on" className="grid">
        <EnterRoom session={BOOKED} opensAt={OPENS_AT} now={NOW} zone={ZONE} />
        <EnterRoom session={BOOKED} opensAt={OPENS_AT} now={OPENS_AT} zone={ZONE} />
        <EnterRoom session={LIVE} opensAt={OPENS_AT} now={NOW} zone={ZONE} />
      </Row>
      <Row name="Around them" className="grid">
        <SessionTabs base="#sessions" when="upcoming" />
        <AddToCalendar session={BOOKED} appUrl="https://slotwise.example" />
        <SessionPages base="#sessions" when="upcoming" cursor="a-page" nextCursor="another" />
      </Row>
    </Section>
  );
}
