import { ArrowRight, CalendarClock, CreditCard, Search, Undo2, Users } from 'lucide-react';
import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { cache, Suspense } from 'react';
import { NextFreeBoard, NextFreeBoardSkeleton } from '@/components/tutors/next-free-board';
import { SubjectLinks } from '@/components/tutors/subject-links';
import { TutorCard } from '@/components/tutors/tutor-card';
import { TutorListSkeleton } from '@/components/tutors/tutor-list-skeleton';
import { buttonClass } from '@/components/ui/button';
import { Input } from '@/components/ui/field';
import { currentUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { listTutorLabels, listTutors } from '@/lib/tutors/queries';
import { tutorFiltersSchema } from '@/lib/tutors/schema';
import { visitorZone } from '../visitor-zone';

export const metadata: Metadata = {
  title: { absolute: 'Slotwise: the right tutor, at an hour that suits you' },
  alternates: { canonical: paths.home() },
};

const STEPS = [
  {
    icon: CalendarClock,
    title: 'Pick an hour',
    text: 'Tutors offer dated hours up to four weeks ahead. You see them in your own time zone, with the tutor’s time beside it.',
  },
  {
    icon: CreditCard,
    title: 'Pay for that session',
    text: 'Your seat is held for ten minutes while you pay. No subscription, no packs of lessons.',
  },
  {
    icon: Users,
    title: 'One to one, or in a group',
    text: 'Have the tutor to yourself, or learn in a group of up to twenty. You meet by video in your browser, with nothing to install.',
  },
  {
    icon: Undo2,
    title: 'Plans change',
    text: 'Cancel before the session starts and get a full refund. If the tutor cancels, you also get a full refund.',
  },
];

export default async function HomePage() {
  const zone = await visitorZone(await currentUser());
  return (
    <>
      <section className="shell grid items-center gap-x-16 gap-y-10 py-12 sm:py-20 lg:grid-cols-[1.05fr_1fr]">
        <div className="grid gap-6">
          <h1 className="text-4xl">The right tutor, at an hour that suits you.</h1>
          <p className="max-w-[52ch] text-ink-muted text-lg">
            Choose a person and a time, pay for that one session, and meet in your browser. Every hour is
            shown in your own time zone.
          </p>
          <Form action={paths.tutors()} role="search" className="flex max-w-lg gap-2">
            <Input
              name="q"
              type="search"
              aria-label="What would you like to learn?"
              placeholder="Subject or name"
              className="h-12"
              required
            />
            <button type="submit" className={buttonClass({ size: 'lg' })}>
              <Search aria-hidden className="size-5" />
              <span className="max-sm:sr-only">Search</span>
            </button>
          </Form>
          <Suspense fallback={<div className="h-31 sm:h-20" />}>
            <Subjects />
          </Suspense>
        </div>
        <Suspense fallback={<NextFreeBoardSkeleton />}>
          <NextFree zone={zone} />
        </Suspense>
      </section>

      <section aria-labelledby="how" className="border-y bg-surface">
        <div className="shell grid gap-8 py-14">
          <h2 id="how" className="text-2xl">
            How it works
          </h2>
          <ol className="grid gap-x-8 gap-y-8 sm:grid-cols-2 lg:grid-cols-4">
            {STEPS.map(({ icon: Icon, title, text }) => (
              <li key={title} className="grid content-start gap-2">
                <Icon aria-hidden className="size-6 text-accent-text" strokeWidth={1.7} />
                <h3 className="mt-1 font-semibold text-lg">{title}</h3>
                <p className="text-ink-muted">{text}</p>
              </li>
            ))}
          </ol>
        </div>
      </section>

      <section aria-labelledby="new" className="shell grid gap-6 py-14">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="new" className="text-2xl">
            New on Slotwise
          </h2>
          <Link href={paths.tutors()} className="link inline-flex items-center gap-1 py-1">
            All tutors <ArrowRight aria-hidden className="size-4" />
          </Link>
        </div>
        <Suspense fallback={<TutorListSkeleton count={3} />}>
          <NewTutors zone={zone} />
        </Suspense>
      </section>

      <section className="border-t bg-surface">
        <div className="shell flex flex-wrap items-center justify-between gap-6 py-12">
          <div className="grid gap-1">
            <h2 className="text-2xl">Do you teach?</h2>
            <p className="text-ink-muted">
              Add next month’s hours in two minutes, and get paid for every session.
            </p>
          </div>
          <Link href={paths.teach()} className={buttonClass({ look: 'secondary', size: 'lg' })}>
            Teach on Slotwise
          </Link>
        </div>
      </section>
    </>
  );
}

/** Once for the page: its board is made of them, and the subjects begin with theirs. */
const listSoonest = cache(async () => {
  const filters = tutorFiltersSchema.parse({ sort: 'soonest', limit: 6 });
  const { items } = await listTutors({ ...filters, now: new Date() });
  return items.filter((tutor) => tutor.nextSlotAt);
});

async function Subjects() {
  const [soonest, { subjects }] = await Promise.all([listSoonest(), listTutorLabels()]);
  const inOrder = new Set([...soonest.flatMap((tutor) => tutor.subjects), ...subjects]);
  return (
    <SubjectLinks subjects={[...inOrder]}>
      <li>
        <Link href={paths.tutors()} className="link inline-flex min-h-9 items-center px-1 text-sm">
          All subjects
        </Link>
      </li>
    </SubjectLinks>
  );
}

async function NextFree({ zone }: { zone: string }) {
  return <NextFreeBoard tutors={await listSoonest()} zone={zone} />;
}

async function NewTutors({ zone }: { zone: string }) {
  const now = new Date();
  // Of those without a time there is nothing to choose.
  const filters = tutorFiltersSchema.parse({ sort: 'newest', limit: 3, availableFrom: now.toISOString() });
  const { items } = await listTutors({ ...filters, now });
  if (items.length === 0) {
    return (
      <p className="text-ink-muted">
        No tutor has times available at the moment. New ones appear here as soon as they are added.
      </p>
    );
  }
  return (
    <ul className="grid gap-3">
      {items.map((tutor) => (
        <TutorCard key={tutor.id} tutor={tutor} zone={zone} level="h3" />
      ))}
    </ul>
  );
}
