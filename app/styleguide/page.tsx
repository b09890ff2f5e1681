import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { publicConfig } from '@/lib/public-config';
import { ControlSections } from './controls';
import { FeedbackSections } from './feedback';
import { FieldSection } from './fields';
import { SlotSection } from './slots';
import { ColourSection, ScaleSections } from './tokens';

export const metadata: Metadata = { title: 'Style guide', robots: 'noindex' };

const SECTIONS = [
  ['colours', 'Colours'],
  ['type', 'Type'],
  ['space', 'Radii and space'],
  ['buttons', 'Buttons'],
  ['choices', 'Choices'],
  ['fields', 'Fields'],
  ['notices', 'Notices'],
  ['badges', 'Badges'],
  ['people', 'People'],
  ['slots', 'Calendar slots'],
  ['waiting', 'Waiting and nothing'],
  ['layers', 'Dialogs and toasts'],
] as const;

/** What the pages are made of, in every state. For those who work on them: no installation that serves people has it. */
export default function StyleGuidePage() {
  if (!publicConfig().isLocal) notFound();
  return (
    <div className="shell grid gap-12 py-10">
      <div className="grid gap-4">
        <h1 className="text-3xl">Style guide</h1>
        <p className="max-w-[60ch] text-ink-muted">
          Everything on this page comes from <code>components/</code> and the tokens in{' '}
          <code>app/globals.css</code>. Its examples never change, so that pictures of them can be compared.
        </p>
        <nav aria-label="Sections">
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {SECTIONS.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`} className="link inline-block py-1">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <ColourSection />
      <ScaleSections />
      <ControlSections />
      <FieldSection />
      <FeedbackSections />
      <SlotSection />
    </div>
  );
}
