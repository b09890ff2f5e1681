/** What our fonts have: Latin letters with their accents, figures, and the punctuation of prose and prices. */
const DRAWN =
  /^[\u0020-\u007e\u00a0-\u024f\u02bb\u02bc\u1e00-\u1eff\u2010-\u2026\u20a0-\u20ab\u20ad-\u20c0\u2122]*$/;

/**
 * Whether a text can be drawn whole. Others would be looked for at a font service by the drawing library, and by halves
 * they read wrong.
 */
export function isDrawable(text: string): boolean {
  return DRAWN.test(text.normalize('NFC'));
}
