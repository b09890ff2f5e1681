import type { Metadata } from 'next';
import { NotHere } from '@/components/layout/not-here';
import { paths } from '@/lib/paths';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <NotHere
      title="There is nothing at this address"
      ways={[
        { href: paths.tutors(), label: 'Find a tutor' },
        { href: paths.home(), label: 'Front page' },
      ]}
    >
      The page may have moved, the tutor may have stopped teaching here, or the session may belong to somebody
      else.
    </NotHere>
  );
}
