import { type Letter, letterText, oneLine } from './letter';

/** The mail with the link to set a new password. */
export async function resetMail({
  name,
  link,
}: {
  name: string;
  link: string;
}): Promise<{ subject: string; text: string; html: string }> {
  const letter: Letter = {
    subject: 'Set a new password for Slotwise',
    preview: 'The link is good for one hour and for one use.',
    title: 'Set a new password',
    paragraphs: [
      `Hello ${oneLine(name)},`,
      'somebody, probably you, asked to set a new password for your Slotwise account. This link is good for one hour and for one use.',
    ],
    rows: [],
    action: { label: 'Set a new password', url: link },
    notes: ['If it was not you, ignore this mail: your password stays as it is.'],
    reason: 'You get this mail because somebody entered your address on Slotwise.',
    unsubscribeUrl: null,
  };
  // Loaded with the first mail: what sets HTML is large.
  const { letterHtml } = await import('./letter-html');
  return { subject: letter.subject, text: letterText(letter), html: await letterHtml(letter) };
}
