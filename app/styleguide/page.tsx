import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { publicConfig } from '@/lib/public-config';
import { CalendarSection } from './calendar';
import { ControlSections } from './controls';
import { CopyingSection } from './copying';
import { FeedbackSections } from './feedback';
import { FieldSection } from './fields';
import { FindingSection } from './finding';
import { NotificationSection } from './notifications';
import { PayingSection } from './paying';
import { RoomSection } from './room';
import { SessionSection } from './sessions';
import { SlotSection } from './slots';
import { TeachingSection } from './teaching';
import { ColourSection, ScaleSections } from './tokens';
import { TutorSection } from './tutors';

export const metadata: Metadata = { title: 'Style guide', robots: 'noindex' };

const CONTENTS: readonly [string, readonly (readonly [string, string])[]][] = [
  [
    'Tokens',
    [
      ['colours', 'Colours'],
      ['type', 'Type'],
      ['space', 'Radii and space'],
    ],
  ],
  [
    'Everywhere',
    [
      ['buttons', 'Buttons'],
      ['choices', 'Choices'],
      ['fields', 'Fields'],
      ['notices', 'Notices'],
      ['badges', 'Badges'],
      ['people', 'People'],
      ['waiting', 'Waiting and nothing'],
      ['layers', 'Dialogs and toasts'],
    ],
  ],
  [
    'Booking',
    [
      ['tutors', 'Tutors'],
      ['finding', 'Finding a tutor'],
      ['slots', 'Slots to book'],
      ['calendar', 'The booking calendar'],
      ['paying', 'Paying'],
    ],
  ],
  [
    'Teaching and meeting',
    [
      ['teaching', 'A tutor’s slots'],
      ['copying', 'Copying hours'],
      ['sessions', 'Sessions'],
      ['room', 'The room'],
      ['panels', 'Messages and files'],
      ['notifications', 'Notifications'],
    ],
  ],
];

/** What the pages are made of, in every state. For those who work on them: no installation that serves people has it. */
export default function StyleGuidePage() {
  if (!publicConfig().isLocal) notFound();
  return (
    <div className="shell grid gap-12 py-10">
      <div className="grid gap-4">
        <h1 className="text-3xl">Style guide</h1>
        <p className="max-w-[60ch] text-ink-muted">
          Everything on this page comes from <code>components/</code>, parts of single pages from beside them,
          and the tokens from <code>app/globals.css</code>. Its examples never change, so that pictures of
          them can be compared.
        </p>
        <nav aria-label="Sections" className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
          {CONTENTS.map(([part, sections]) => (
            <div key={part} className="grid content-start gap-1">
              <p className="font-semibold text-sm">{part}</p>
              <ul>
                {sections.map(([id, title]) => (
                  <li key={id}>
                    <a href={`#${id}`} className="link inline-block py-1">
                      {title}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
      <ColourSection />
      <ScaleSections />
      <ControlSections />
      <FieldSection />
      <FeedbackSections />
      <TutorSection />
      <FindingSection />
      <SlotSection />
      <CalendarSection />
      <PayingSection />
      <TeachingSection />
      <CopyingSection />
      <SessionSection />
      <RoomSection />
      <NotificationSection />
    </div>
  );
}
