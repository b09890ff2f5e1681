'use client';

import type { ReactNode } from 'react';
import { HOUR_REM, SlotBlock, SlotGhost } from '@/components/slots/slot-block';
import { SlotDayList } from '@/components/slots/slot-day-list';
import type { ShownSlot } from '@/components/slots/tutor-slot';
import { spanOf } from '@/components/slots/wall-span';
import { exampleOwnSlot, NOW, TODAY, ZONE } from './examples';
import { nothing, Row, Section } from './specimen';

const HOURS_SHOWN = 2;
const at = { day: '2027-05-05', from: '00:15', to: '01:30' };
const MORE = ['Maya Lindqvist', 'Omar Haddad', 'Priya Raman'];

const FREE = exampleOwnSlot(at);
const SLOTS: { name: string; slot: ShownSlot; canMove?: boolean }[] = [
  { name: 'Open', slot: FREE, canMove: true },
  { name: 'Open group', slot: exampleOwnSlot({ ...at, seats: 8 }), canMove: true },
  { name: 'Short', slot: exampleOwnSlot({ ...at, to: '00:35' }), canMove: true },
  { name: 'Being paid for', slot: exampleOwnSlot({ ...at, taken: 1 }) },
  { name: 'Booked', slot: exampleOwnSlot({ ...at, names: MORE.slice(0, 1) }) },
  { name: 'Group, part full', slot: exampleOwnSlot({ ...at, seats: 8, names: MORE }) },
  { name: 'Group, full', slot: exampleOwnSlot({ ...at, seats: 3, names: MORE }) },
  { name: 'Past', slot: exampleOwnSlot({ ...at, day: TODAY }) },
  { name: 'Past, booked', slot: exampleOwnSlot({ ...at, day: TODAY, names: MORE.slice(1, 2) }) },
  { name: 'Being saved', slot: { ...exampleOwnSlot(at), isSaving: true } },
];

const DAY: ShownSlot[] = [
  exampleOwnSlot({ from: '07:00', to: '07:45', names: MORE.slice(1, 2) }),
  exampleOwnSlot({ from: '10:00', to: '11:00' }),
  exampleOwnSlot({ from: '12:00', to: '13:00', taken: 1 }),
  exampleOwnSlot({ from: '15:00', to: '16:30', seats: 8, names: MORE }),
];

export function TeachingSection() {
  return (
    <Section
      id="teaching"
      title="A tutor’s slots"
      note="As high as they are long. An open one can be dragged, and stretched by the edges that show when it is pointed at."
    >
      <ul className="grid grid-cols-2 gap-x-2 gap-y-5 sm:grid-cols-4 lg:grid-cols-7">
        {SLOTS.map(({ name, slot, canMove = false }) => (
          <Column key={name} name={name}>
            <SlotBlock
              slot={slot}
              zone={ZONE}
              now={NOW}
              canMove={canMove}
              isLifted={false}
              onOpen={nothing}
            />
          </Column>
        ))}
        <Column name="Dragged">
          <SlotBlock slot={FREE} zone={ZONE} now={NOW} canMove isLifted onOpen={nothing} />
          <SlotGhost
            span={{ ...spanOf(FREE, ZONE), from: 40, to: 115 }}
            isRefused={false}
            title="00:40–01:55"
            text="75 min"
          />
        </Column>
        <Column name="Dragged, refused">
          <SlotBlock slot={FREE} zone={ZONE} now={NOW} canMove isLifted onOpen={nothing} />
          <SlotGhost
            span={{ ...spanOf(FREE, ZONE), from: 40, to: 115 }}
            isRefused
            title="00:40–01:55"
            text="Overlaps"
          />
        </Column>
      </ul>
      <Row name="On a phone: a day with hours, a day without" className="grid max-w-md">
        <SlotDayList
          days={[TODAY, '2027-05-05']}
          slots={DAY}
          zone={ZONE}
          now={NOW}
          onAdd={nothing}
          onCopy={nothing}
          onOpen={nothing}
        />
      </Row>
    </Section>
  );
}

/** A piece of a day, from midnight on. */
function Column({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="grid content-start gap-1.5">
      <p className="text-ink-muted text-sm">{name}</p>
      <div
        className="relative border-x"
        style={{
          height: `${HOURS_SHOWN * HOUR_REM}rem`,
          backgroundImage: 'linear-gradient(to bottom, var(--line) 1px, transparent 1px)',
          backgroundSize: `100% ${HOUR_REM}rem`,
        }}
      >
        {children}
      </div>
    </li>
  );
}
