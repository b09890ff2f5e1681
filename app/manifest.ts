import type { MetadataRoute } from 'next';
import { paths } from '@/lib/paths';

export default function manifest(): MetadataRoute.Manifest {
  const icon = { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' };
  return {
    id: paths.home(),
    name: 'Slotwise: tutoring by the hour',
    short_name: 'Slotwise',
    description: 'Find a tutor, pick an hour in your own time zone, and meet in your browser.',
    lang: 'en-GB',
    start_url: paths.home(),
    scope: '/',
    display: 'standalone',
    // The light canvas; in dark, the page's own theme colour takes over once it shows.
    background_color: '#f8faf9',
    theme_color: '#f8faf9',
    categories: ['education'],
    icons: [
      icon,
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'My sessions', short_name: 'Sessions', url: paths.sessions(), icons: [icon] },
      { name: 'Find a tutor', url: paths.tutors(), icons: [icon] },
    ],
  };
}
