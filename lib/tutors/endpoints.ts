import { z } from 'zod';
import { endpoint } from '../endpoint';
import { pageOf } from '../paging';
import { saveProfileSchema, tutorFiltersSchema, tutorSchema } from './schema';

const tutor = z.object({ tutor: tutorSchema });

export const saveProfileEndpoint = endpoint({
  method: 'PUT',
  path: '/api/tutors/me',
  tag: 'Tutors',
  summary: 'Write the own tutor profile; makes the caller a tutor',
  actor: 'user',
  body: saveProfileSchema,
  answers: { 200: tutor },
  refusals: [],
});

export const listTutorsEndpoint = endpoint({
  method: 'GET',
  path: '/api/tutors',
  tag: 'Tutors',
  summary: 'Published tutors with their next bookable time',
  actor: 'anyone',
  query: tutorFiltersSchema,
  answers: { 200: pageOf(tutorSchema) },
  refusals: [],
});

export const getTutorEndpoint = endpoint({
  method: 'GET',
  path: '/api/tutors/{id}',
  tag: 'Tutors',
  summary: 'One tutor',
  actor: 'anyone',
  params: z.object({ id: z.uuid() }),
  answers: { 200: tutor },
  refusals: ['NOT_FOUND'],
});
