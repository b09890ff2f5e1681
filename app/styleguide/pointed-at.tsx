'use client';

// What a control looks like under the pointer and with the focus, without either. Its look is not written again: the
// rules of the page's own stylesheets that wait for `:hover` or `:focus-visible` are read there, and stand a second time
// with this wrapper as another way to meet them.
import { type ReactNode, useEffect } from 'react';

type State = 'hover' | 'focus-visible';

const CONTROLS = ':is(a, button, input, select, textarea, .group)';

export function PointedAt({ state, children }: { state: State; children: ReactNode }) {
  useEffect(() => {
    if (copied) return;
    copied = new CSSStyleSheet();
    copied.replaceSync([...document.styleSheets].map((sheet) => copyOf(sheet.cssRules)).join('\n'));
    document.adoptedStyleSheets.push(copied);
  }, []);
  return (
    <div data-pointed-at={state} className="contents">
      {children}
    </div>
  );
}

let copied: CSSStyleSheet | undefined;

/** The rules that wait for a state, with what is around them: a layer keeps its rank, a condition its meaning. */
function copyOf(rules: CSSRuleList): string {
  return [...rules]
    .map((rule) => {
      if (rule instanceof CSSStyleRule) return withWrapper(rule.cssText);
      if (!(rule instanceof CSSGroupingRule)) return '';
      const inner = copyOf(rule.cssRules);
      return inner && `${rule.cssText.slice(0, rule.cssText.indexOf('{'))}{${inner}}`;
    })
    .join('\n');
}

/** Neither in the name of a class (`hover\:underline`) nor in the question whether a device can hover. */
const WAITS_FOR = /(?<![\\(\w]):(hover|focus-visible)\b/g;

function withWrapper(rule: string): string {
  const copy = rule.replace(WAITS_FOR, (_, state) => `:is([data-pointed-at="${state}"] ${CONTROLS})`);
  return copy === rule ? '' : copy;
}
