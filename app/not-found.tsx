import type { Metadata } from 'next';
import { NotHere } from '@/components/layout/not-here';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <NotHere
      title="Page not found"
      ways={[
        { href: paths.tutors(), label: 'Find a tutor' },
        { href: paths.home(), label: 'Home page' },
      ]}
    >
      The page may have moved, the tutor may have stopped teaching here, or the session may belong to somebody
      else.
    </NotHere>
  );
}
