'use client';

import dynamic from 'next/dynamic';

/** The bell in a script of its own: the frame of every page has it, and who is signed out need not carry it. */
export const LazyBell = dynamic(() => import('./bell').then((module) => module.Bell));
