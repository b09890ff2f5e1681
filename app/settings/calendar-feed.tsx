'use client';

import { CalendarPlus, Copy } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button, buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { renewCalendarAction } from './actions';

/** The link under which a calendar follows this person's sessions, and a new one where it got about. */
export function CalendarFeed({ url: savedUrl, isTutor }: { url: string; isTutor: boolean }) {
  const [url, setUrl] = useState(savedUrl);

  async function copy() {
    try {
      await navigator.clipboard.writeText(url);
      toast.success('Link copied');
    } catch {
      toast.error('Your browser did not allow copying. Select the link and copy it yourself.');
    }
  }

  return (
    <section aria-labelledby="calendar-feed" className="grid gap-5 border-t pt-8">
      <div className="grid gap-1.5">
        <h2 id="calendar-feed" className="text-xl">
          Calendar feed
        </h2>
        <p className="text-ink-muted">
          See {isTutor ? 'the sessions you teach and the ones you booked' : 'your sessions'} in your own
          calendar app. It stays up to date.
        </p>
      </div>
      <Field label="Private link" hint="Keep it private: anyone who has it can see your sessions.">
        {(control) => <Input {...control} readOnly value={url} onFocus={(event) => event.target.select()} />}
      </Field>
      <div className="flex flex-wrap gap-3 max-sm:*:flex-1">
        <a className={buttonClass({ look: 'secondary' })} href={url.replace(/^https?:/, 'webcal:')}>
          <CalendarPlus aria-hidden className="size-4" /> Subscribe
        </a>
        <Button look="secondary" onClick={copy}>
          <Copy aria-hidden className="size-4" /> Copy link
        </Button>
      </div>
      <Renew onRenewed={setUrl} />
    </section>
  );
}

function Renew({ onRenewed }: { onRenewed: (url: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [isRenewing, setIsRenewing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function renew() {
    setProblem(null);
    setIsRenewing(true);
    const result = await renewCalendarAction({}).catch(() => null);
    setIsRenewing(false);
    if (!result?.ok) {
      setProblem(
        result?.error.detail ?? 'The server did not answer. Reload the page to see whether the link changed.',
      );
      return;
    }
    onRenewed(result.data.url);
    setIsOpen(false);
    toast.success('Link replaced');
  }

  return (
    <>
      <p className="text-ink-muted text-sm">
        <button type="button" onClick={() => setIsOpen(true)} className="link py-1">
          Replace the link
        </button>{' '}
        if it got about. The old one stops working.
      </p>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Replace the link?"
        description="The old link stops working at once. You will have to subscribe again in your calendar apps."
      >
        <div className="grid gap-5 px-5 py-5">
          {problem && (
            <Notice tone="danger" live>
              {problem}
            </Notice>
          )}
          <div className="flex flex-wrap justify-end gap-3">
            <Button look="quiet" onClick={() => setIsOpen(false)}>
              Keep it
            </Button>
            <Button look="danger" pending={isRenewing} onClick={renew}>
              Replace it
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
