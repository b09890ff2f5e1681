// What the demo tutors teach and when, as they would say it themselves.
import type { SaveProfileInput } from '../lib/tutors/schema';

/** `HH:mm` to `HH:mm` on some weekdays (0 is Sunday), for so many seats. */
type Hours = { weekdays: number[]; from: string; to: string; seats: number };

type DemoTutor = {
  email: string;
  profile: Omit<SaveProfileInput, 'timezone' | 'published'>;
  hours: Hours[];
};

const WORKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

export const demoTutors: readonly DemoTutor[] = [
  {
    email: 'anaya@slotwise.example',
    profile: {
      headline: 'Mathematics that finally makes sense',
      bio: 'I taught at a secondary school in Patan for eight years and now teach online. We begin with what you can do already, find the step that was skipped, and build from there.\n\nSchool and first-year university: algebra, calculus, mechanics. Bring your own exercises; I bring the patience.',
      subjects: ['Mathematics', 'Physics'],
      languages: ['English', 'Nepali', 'Hindi'],
      hourlyRateCents: 3200,
      currency: 'usd',
    },
    hours: [
      { weekdays: EVERY_DAY, from: '07:00', to: '08:00', seats: 1 },
      { weekdays: EVERY_DAY, from: '18:00', to: '19:00', seats: 1 },
      { weekdays: WORKDAYS, from: '19:15', to: '20:45', seats: 1 },
      { weekdays: [6], from: '10:00', to: '12:00', seats: 8 },
    ],
  },
  {
    email: 'mateo@slotwise.example',
    profile: {
      headline: 'Spanish for people who want to talk',
      bio: 'From the first minute we speak. I note what trips you up and turn it into small exercises for the next time.\n\nI am from Bogotá, whose Spanish is clear and unhurried. Preparation for DELE B1 to C1 on request.',
      subjects: ['Spanish'],
      languages: ['Spanish', 'English'],
      hourlyRateCents: 2600,
      currency: 'usd',
    },
    hours: [
      { weekdays: WORKDAYS, from: '08:00', to: '08:45', seats: 1 },
      { weekdays: WORKDAYS, from: '09:00', to: '09:45', seats: 1 },
      { weekdays: [1, 3, 5], from: '17:00', to: '18:00', seats: 5 },
      { weekdays: [0, 6], from: '11:00', to: '12:00', seats: 1 },
    ],
  },
  {
    email: 'ingrid@slotwise.example',
    profile: {
      headline: 'Piano and theory, from first notes to diploma',
      bio: 'Concert pianist and teacher in Bergen. A lesson with me is half playing, half listening: you will hear what you do before I say it.\n\nBeginners are welcome. For lessons on technique, please set the camera so that I see your hands.',
      subjects: ['Piano', 'Music theory'],
      languages: ['Norwegian', 'English', 'German'],
      hourlyRateCents: 4800,
      currency: 'eur',
    },
    hours: [
      { weekdays: [1, 2, 4], from: '15:00', to: '15:45', seats: 1 },
      { weekdays: [1, 2, 4], from: '16:00', to: '16:45', seats: 1 },
      { weekdays: [3], from: '18:00', to: '19:30', seats: 6 },
    ],
  },
  {
    email: 'kwame@slotwise.example',
    profile: {
      headline: 'Programming, from the first loop to the first job',
      bio: 'I build payment systems by day and teach in the evening. TypeScript, Python and how computers really work.\n\nThe group on Tuesdays and Thursdays solves one real problem together; alone, we work on yours.',
      subjects: ['Programming', 'Computer science'],
      languages: ['English', 'French'],
      hourlyRateCents: 4000,
      currency: 'usd',
    },
    hours: [
      { weekdays: [2, 4], from: '18:00', to: '19:30', seats: 12 },
      { weekdays: [1, 3, 5], from: '18:00', to: '19:00', seats: 1 },
      { weekdays: [6], from: '09:00', to: '10:30', seats: 1 },
      { weekdays: [6], from: '10:45', to: '12:15', seats: 4 },
    ],
  },
  {
    email: 'yuki@slotwise.example',
    profile: {
      headline: 'Japanese, kindly and step by step',
      bio: 'Hello from Tokyo. I teach from the very beginning (hiragana in one week!) to JLPT N2. We read, we write by hand, and we talk about your day.',
      subjects: ['Japanese'],
      languages: ['Japanese', 'English'],
      hourlyRateCents: 3000,
      currency: 'usd',
    },
    hours: [
      { weekdays: EVERY_DAY, from: '20:00', to: '20:30', seats: 1 },
      { weekdays: EVERY_DAY, from: '20:30', to: '21:00', seats: 1 },
      { weekdays: EVERY_DAY, from: '21:15', to: '22:15', seats: 1 },
      { weekdays: [0], from: '23:00', to: '00:00', seats: 4 },
    ],
  },
  {
    email: 'rosa@slotwise.example',
    profile: {
      headline: 'Free English conversation, everybody is welcome',
      bio: 'A retired radio presenter who likes to listen. Twenty people at most, one topic, nobody has to speak and most do. It costs nothing: it keeps me young.',
      subjects: ['English'],
      languages: ['English'],
      hourlyRateCents: 0,
      currency: 'usd',
    },
    hours: [
      { weekdays: WORKDAYS, from: '19:30', to: '20:30', seats: 20 },
      { weekdays: [2], from: '08:00', to: '08:30', seats: 1 },
    ],
  },
];
