import type { Metadata } from 'next';
import { requireUser } from '@/lib/auth/session';
import { paths } from '@/lib/paths';
import { SettingsForm } from './settings-form';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const user = await requireUser(paths.settings());
  return (
    <div className="shell grid max-w-[36rem] gap-8 py-10">
      <h1 className="text-3xl">Settings</h1>
      <SettingsForm
        name={user.name}
        timezone={user.timezone}
        email={user.email}
        now={new Date().toISOString()}
      />
    </div>
  );
}
