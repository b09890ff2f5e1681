import type { ReactNode } from 'react';
import { TeachingNav } from '@/components/layout/teaching-nav';
import { currentUser } from '@/lib/auth/session';

/** Shows tutors the way about. Who may see a page is asked by the page itself. */
export default async function TeachLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  return (
    <>
      {user?.providerProfileId && <TeachingNav />}
      {children}
    </>
  );
}
