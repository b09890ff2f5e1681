'use client';

import { useState } from 'react';
import { addDays } from '@/lib/time';
import { toggled } from '../teach/calendar/check-chip';
import { planCopy } from '../teach/calendar/copy-plan';
import { CopyPreview } from '../teach/calendar/copy-preview';
import { DayTargets, WeekTargets } from '../teach/calendar/copy-targets';
import { exampleOwnSlot, NOW, TODAY, ZONE } from './examples';
import { Row, Section } from './specimen';

const LATER = addDays(TODAY, 1);
const SOURCES = [
  exampleOwnSlot({ day: LATER, from: '10:00', to: '11:00' }),
  exampleOwnSlot({ day: LATER, from: '12:00', to: '13:00', seats: 8 }),
  exampleOwnSlot({ day: LATER, from: '15:00', to: '16:00' }),
];
/** A week later one is the same, and one is in the way. */
const SLOTS = [
  ...SOURCES,
  exampleOwnSlot({ day: addDays(LATER, 7), from: '10:00', to: '11:00' }),
  exampleOwnSlot({ day: addDays(LATER, 7), from: '14:30', to: '15:30', names: ['Maya Lindqvist'] }),
];
const slotsOn = (day: string) => SLOTS.filter(({ slotDate }) => slotDate === day).length;

export function CopyingSection() {
  const [days, setDays] = useState<ReadonlySet<number>>(new Set([7]));
  const [weeks, setWeeks] = useState<ReadonlySet<number>>(new Set([7]));
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const lines = planCopy({ sources: SOURCES, offsets: [...days], slots: SLOTS, zone: ZONE, now: NOW });
  return (
    <Section
      id="copying"
      title="Copying hours"
      note="What the dialog is made of. Nothing is saved before all of it was seen."
    >
      <Row name="Where a day goes, where a week goes" className="grid items-start gap-6 sm:grid-cols-2">
        <DayTargets
          day={LATER}
          today={TODAY}
          lastDay={addDays(TODAY, 28)}
          offsets={days}
          slotsOn={slotsOn}
          onChange={setDays}
        />
        <WeekTargets week={0} today={TODAY} offsets={weeks} slotsOn={slotsOn} onChange={setWeeks} />
      </Row>
      <Row name="What comes of it: already there, to add, in the way" className="grid max-w-2xl">
        <CopyPreview
          lines={lines}
          leftOut={leftOut}
          onToggle={(key) => setLeftOut((before) => toggled(before, key))}
        />
      </Row>
    </Section>
  );
}
