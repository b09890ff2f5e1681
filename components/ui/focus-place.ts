// Where the focus is and what is around it, so that it stays near once the control that has it is gone.

/** An element and everything around it, from within. */
export function placeOf(element: Element | null): Element[] {
  const place: Element[] = [];
  for (let each = element; each && each !== document.body; each = each.parentElement) place.push(each);
  return place;
}

/** Focuses the element or, where it has gone, what is left around it; the page's content if nothing is. */
export function focusPlace([element, ...around]: Element[]): void {
  const left = around.find(({ isConnected }) => isConnected);
  const nearest = element?.isConnected ? element : left?.closest('[tabindex]');
  if (nearest instanceof HTMLElement) nearest.focus({ preventScroll: nearest !== element });
  // What is hidden takes no focus.
  if (document.activeElement !== nearest) document.getElementById('main')?.focus({ preventScroll: true });
}
