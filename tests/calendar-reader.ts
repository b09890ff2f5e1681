// Reads iCalendar text by the letter of RFC 5545, for tests: what a strict program would make of ours. It owes nothing
// to the library that writes it.

export type Property = { name: string; params: Record<string, string>; value: string };
export type Component = { name: string; properties: Property[]; components: Component[] };

/** @throws Error where the text breaks the grammar: line ends, line length, parameters, nesting */
export function readCalendar(text: string): Component {
  if (!text.endsWith('\r\n')) throw new Error('the last line is not ended');
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) throw new Error('a line end that is not CRLF');
  for (const line of text.split('\r\n')) {
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of more than 75 octets: ${line}`);
    if (line.includes('\ufffd')) throw new Error(`a fold inside of a character: ${line}`);
  }
  const root: Component = { name: '', properties: [], components: [] };
  const open = [root];
  for (const line of text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)) {
    const property = readLine(line);
    const current = open.at(-1) ?? root;
    if (property.name === 'BEGIN') {
      const component: Component = { name: property.value, properties: [], components: [] };
      current.components.push(component);
      open.push(component);
    } else if (property.name === 'END') {
      if (open.pop()?.name !== property.value)
        throw new Error(`${property.value} ends where it did not begin`);
    } else current.properties.push(property);
  }
  const [calendar, ...others] = root.components;
  if (!calendar || others.length > 0 || open.length > 1) throw new Error('not one calendar');
  return calendar;
}

function readLine(line: string): Property {
  // No control characters anywhere; quotes only around a parameter's value.
  const match = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*):([^\p{Cc}]*)$/u.exec(line);
  if (!match) throw new Error(`not a content line: ${JSON.stringify(line)}`);
  const [, name = '', params = '', value = ''] = match;
  const pairs = [...params.matchAll(/;([A-Z-]+)=(?:"([^"]*)"|([^;:]*))/g)];
  return {
    name,
    value,
    params: Object.fromEntries(pairs.map(([, key, quoted, bare]) => [key, quoted ?? bare])),
  };
}

export function eventsOf(calendar: Component): Component[] {
  return calendar.components.filter(({ name }) => name === 'VEVENT');
}

/** The one property of this name. @throws Error where there is none or more than one */
export function only(component: Component | undefined, name: string): Property {
  const [property, ...others] = (component?.properties ?? []).filter((each) => each.name === name);
  if (!property || others.length > 0) throw new Error(`${name} is not there exactly once`);
  return property;
}

/** A TEXT value as it is meant. @throws Error where a comma or semicolon stands bare, which begins another value */
export function textOf(component: Component | undefined, name: string): string {
  const { value } = only(component, name);
  if (/(?<!\\)(?:\\\\)*[,;]/.test(value.replace(/\\[\\,;nN]/g, ''))) throw new Error(`unescaped: ${value}`);
  return value.replace(/\\([\\,;nN])/g, (_, character: string) =>
    character.toLowerCase() === 'n' ? '\n' : character,
  );
}

/** An instant written in UTC. @throws Error for a time on some clock, which zones can shift */
export function instantIn(component: Component | undefined, name: string): Date {
  const { params, value } = only(component, name);
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(value);
  if (!match || params.TZID) throw new Error(`not in UTC: ${value}`);
  const [year = 0, month = 1, ...rest] = match.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, ...rest));
}
