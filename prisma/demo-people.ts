// The people of a local installation. Their password is public, so they exist nowhere else.

export const DEMO_PASSWORD = 'slotwise-demo';

type DemoPerson = {
  name: string;
  email: string;
  password: string;
  role: 'tutor' | 'student';
  timezone: string;
  /** Who they are, in a few words. */
  about: string;
};

function person(
  role: DemoPerson['role'],
  name: string,
  email: string,
  timezone: string,
  about: string,
): DemoPerson {
  return { role, name, email: `${email}@slotwise.example`, password: DEMO_PASSWORD, timezone, about };
}

export const demoPeople: readonly DemoPerson[] = [
  person('tutor', 'Anaya Shrestha', 'anaya', 'Asia/Kathmandu', 'mathematics and physics, $32 an hour'),
  person('tutor', 'Mateo Herrera', 'mateo', 'America/Bogota', 'Spanish, $26 an hour'),
  person('tutor', 'Ingrid Solheim', 'ingrid', 'Europe/Oslo', 'piano and music theory, €48 an hour'),
  person('tutor', 'Kwame Boateng', 'kwame', 'Africa/Accra', 'programming, alone or in groups, $40 an hour'),
  person('tutor', 'Yuki Tanabe', 'yuki', 'Asia/Tokyo', 'Japanese, $30 an hour'),
  person('tutor', 'Rosa Whitfield', 'rosa', 'Australia/Adelaide', 'English conversation in groups, free'),
  person('student', 'Maya Lindqvist', 'maya', 'America/New_York', 'learns mathematics and Spanish'),
  person('student', 'Omar Haddad', 'omar', 'Europe/Berlin', 'learns programming'),
  person('student', 'Priya Raman', 'priya', 'Asia/Kolkata', 'learns Japanese and piano'),
  person('student', 'Tom Okafor', 'tom', 'Europe/London', 'learns programming and Spanish'),
  person('student', 'Lena Fischer', 'lena', 'Europe/Zurich', 'has booked nothing yet'),
  person('student', 'Diego Santos', 'diego', 'America/Sao_Paulo', 'learns English'),
];
