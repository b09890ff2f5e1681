'use client';

// Within the layout, so that whoever meets a fault on one page of teaching still sees the way to the others.
export { default } from '../error';
