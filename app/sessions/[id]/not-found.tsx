import { NotHere } from '@/components/layout/not-here';
import { paths } from '@/lib/paths';

export default function SessionNotFound() {
  return (
    <NotHere
      title="Session not found"
      ways={[
        { href: paths.sessions(), label: 'My sessions' },
        { href: paths.tutors(), label: 'Find a tutor' },
      ]}
    >
      Only the tutor and the students who booked can see a session. If you came from a link in an e-mail, you
      may be signed in with a different account.
    </NotHere>
  );
}
