import type { MetadataRoute } from 'next';
import { env } from '@/lib/env';
import { paths } from '@/lib/paths';

// The address of this installation is a setting of the server that answers.
export const dynamic = 'force-dynamic';

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: '*',
      disallow: [
        '/api/',
        '/book/',
        paths.sessions(),
        paths.settings(),
        paths.notifications(),
        `${paths.teach()}/`,
        '/reset/',
        '/unsubscribe/',
      ],
    },
    sitemap: new URL(paths.sitemap(), env().APP_URL).href,
  };
}
