'use client';

import { NotificationList } from '@/components/notifications/notification-list';
import { PanelSkeleton } from '@/components/notifications/panel-skeleton';
import { exampleNotification, NOW, ZONE } from './examples';
import { Row, Section } from './specimen';

const ITEMS = [
  exampleNotification({
    type: 'booked',
    role: 'TUTOR',
    studentName: 'Omar Haddad',
    at: '2027-05-04T11:52:00.000Z',
  }),
  exampleNotification({ type: 'cancelled-by-tutor', reason: 'I am ill', at: '2027-05-04T09:00:00.000Z' }),
  exampleNotification({ type: 'reminder', kind: 'DAY_BEFORE', at: '2027-05-03T14:00:00.000Z', isRead: true }),
];

export function NotificationSection() {
  return (
    <Section
      id="notifications"
      title="Notifications"
      note="What is not read yet has a mark and a stronger voice."
    >
      <Row name="On their page" className="grid">
        <div className="card overflow-hidden">
          <NotificationList items={ITEMS} zone={ZONE} now={NOW} />
        </div>
      </Row>
      <Row name="Under the bell, and on their way there" className="grid items-start sm:grid-cols-2">
        <div className="card overflow-hidden">
          <NotificationList items={ITEMS} zone={ZONE} now={NOW} compact />
        </div>
        <div className="card">
          <PanelSkeleton />
        </div>
      </Row>
    </Section>
  );
}
