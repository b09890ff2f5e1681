import { NotHere } from '@/components/layout/not-here';
import { paths } from '@/lib/paths';

export default function LinkNotFound() {
  return (
    <NotHere
      title="This link does not work"
      ways={[
        { href: paths.settings(), label: 'Open settings' },
        { href: paths.home(), label: 'Home page' },
      ]}
    >
      Part of it may be missing. You can turn reminder e-mails off, or on again, in your settings.
    </NotHere>
  );
}
