import { NotHere } from '@/components/layout/not-here';
import { paths } from '@/lib/paths';

export default function TutorNotFound() {
  return (
    <NotHere
      title="Tutor not found"
      ways={[
        { href: paths.tutors(), label: 'Find another tutor' },
        { href: paths.home(), label: 'Home page' },
      ]}
    >
      They may have stopped teaching on Slotwise or unpublished their profile for now. Sessions you have
      booked with them still take place, and you can find them in My sessions.
    </NotHere>
  );
}
