import { NotHere } from '@/components/layout/not-here';
import { paths } from '@/lib/paths';

export default function TutorNotFound() {
  return (
    <NotHere
      title="This tutor is not here"
      ways={[
        { href: paths.tutors(), label: 'Find another tutor' },
        { href: paths.sessions(), label: 'My sessions' },
      ]}
    >
      They may have stopped teaching on Slotwise, or taken their profile down for a while. Sessions that you
      have booked with them stand among your sessions, and take place all the same.
    </NotHere>
  );
}
