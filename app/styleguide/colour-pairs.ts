// What is set on what, and how far apart the two have to be (WCAG 2.2, 1.4.3 and 1.4.11).

const TEXT_RATIO = 4.5;
const SHAPE_RATIO = 3;

export type ColourPair = { on: string; over: string; least: number; use: string };

function pair(on: string, over: string, use: string, least = TEXT_RATIO): ColourPair {
  return { on, over, least, use };
}

export const COLOUR_PAIRS: readonly ColourPair[] = [
  pair('ink', 'canvas', 'Text on the page'),
  pair('ink', 'surface', 'Text on cards'),
  pair('ink', 'sunken', 'Text on what is pointed at'),
  pair('ink', 'raised', 'The chosen part of a row'),
  pair('ink-muted', 'canvas', 'Second voice on the page'),
  pair('ink-muted', 'surface', 'Second voice on cards'),
  pair('ink-muted', 'sunken', 'Neutral badges, past hours'),
  pair('accent-text', 'canvas', 'Links on the page'),
  pair('accent-text', 'surface', 'Links on cards'),
  pair('on-accent', 'accent', 'Primary buttons, booked hours'),
  pair('on-accent', 'accent-hover', 'The same, pointed at'),
  pair('on-accent-soft', 'accent-soft', 'Open hours, information'),
  pair('on-accent-soft', 'accent-soft-hover', 'The same, pointed at'),
  pair('on-danger', 'danger', 'Buttons that destroy'),
  pair('on-danger', 'danger-hover', 'The same, pointed at'),
  pair('on-danger-soft', 'danger-soft', 'Refusals'),
  pair('on-danger-soft', 'canvas', 'What is wrong with a field, on the page'),
  pair('on-danger-soft', 'surface', 'What is wrong with a field, on cards'),
  pair('on-warn-soft', 'warn-soft', 'Warnings'),
  pair('line-strong', 'canvas', 'Edges of fields on the page', SHAPE_RATIO),
  pair('line-strong', 'surface', 'Edges of fields on cards', SHAPE_RATIO),
  pair('danger', 'surface', 'Edges of fields that are wrong', SHAPE_RATIO),
  pair('accent', 'canvas', 'The ring of the focus on the page', SHAPE_RATIO),
  pair('accent', 'surface', 'The ring of the focus on cards', SHAPE_RATIO),
  pair('accent', 'sunken', 'The ring of the focus on what is pointed at', SHAPE_RATIO),
];
