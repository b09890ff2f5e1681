import { NotHere } from '@/components/layout/not-here';
import { paths } from '@/lib/paths';

export default function SessionNotFound() {
  return (
    <NotHere
      title="You have no such session"
      ways={[
        { href: paths.sessions(), label: 'My sessions' },
        { href: paths.tutors(), label: 'Find a tutor' },
      ]}
    >
      Only the tutor and those who booked can see a session. If this link came in a mail, you may be signed in
      with another account than the one that booked.
    </NotHere>
  );
}
