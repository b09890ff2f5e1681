import type { Metadata } from 'next';
import Link from 'next/link';
import { requireUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { getOwnProfile, listTutorLabels } from '@/lib/tutors/queries';
import { isCurrency } from '@/lib/tutors/schema';
import { ProfileForm } from './profile-form';

export const metadata: Metadata = {
  title: 'Tutor profile',
  description: 'What students see of you: subjects, languages, price and who you are.',
  robots: 'noindex',
};

export default async function TeachProfilePage() {
  const user = await requireUser(paths.teachProfile());
  const now = new Date();
  const [profile, labels] = await Promise.all([getOwnProfile({ userId: user.id, now }), listTutorLabels()]);
  return (
    <div className="shell grid grid-cols-[minmax(0,44rem)] gap-8 py-10 lg:grid-cols-1">
      <div className="grid gap-2">
        <h1 className="text-3xl">{profile ? 'Tutor profile' : 'Become a tutor'}</h1>
        <p className="text-ink-muted">
          {profile ? (
            <>
              What students see about you.{' '}
              {profile.published && (
                <Link className="link" href={paths.tutor(profile.id)}>
                  See the public page
                </Link>
              )}
            </>
          ) : (
            'Tell students who you are and what an hour costs. You add your hours next.'
          )}
        </p>
      </div>
      <ProfileForm
        profile={profile}
        name={user.name}
        seed={profile?.id ?? user.id}
        defaultZone={user.timezone}
        now={now.toISOString()}
        currencies={currencies()}
        subjects={labels.subjects}
        languages={labels.languages}
      />
    </div>
  );
}

const COMMON = ['usd', 'eur', 'gbp', 'inr', 'brl', 'cad', 'aud'];

/** Currencies that can be charged, with their names, the common ones first. */
function currencies(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  const all = Intl.supportedValuesOf('currency').map((code) => code.toLowerCase());
  return [...new Set([...COMMON, ...all])]
    .filter(isCurrency)
    .map((code) => ({ code, name: names.of(code.toUpperCase()) ?? code }));
}
