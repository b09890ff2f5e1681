// Whatever else is asked for under /api is not there, and says so as a problem rather than as a page.
import { AppError } from '@/lib/errors';
import { guarded } from '@/lib/http';

const notFound = guarded(async () => {
  throw new AppError('NOT_FOUND');
});

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT };
