import type { Metadata } from 'next';
import { Toaster } from '@/components/ui/toaster';
import { getSettings } from '@/lib/accounts/queries';
import { requireUser } from '@/lib/auth/session';
import { env } from '@/lib/env';
import { paths } from '@/lib/paths';
import { CalendarFeed } from './calendar-feed';
import { SettingsForm } from './settings-form';

export const metadata: Metadata = {
  title: 'Settings',
  description: 'Your name, your time zone and your calendar feed.',
  robots: 'noindex',
};

export default async function SettingsPage() {
  const user = await requireUser(paths.settings());
  const { wantsReminderMails, calendarToken } = await getSettings({ userId: user.id });
  return (
    <div className="shell grid grid-cols-[minmax(0,36rem)] gap-8 py-10">
      <h1 className="text-3xl">Settings</h1>
      <SettingsForm
        name={user.name}
        timezone={user.timezone}
        email={user.email}
        wantsReminderMails={wantsReminderMails}
        now={new Date().toISOString()}
      />
      <CalendarFeed
        url={`${env().APP_URL}${paths.calendarFeed(calendarToken)}`}
        isTutor={user.providerProfileId !== null}
      />
      <Toaster />
    </div>
  );
}
