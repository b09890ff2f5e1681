// The table that the bench prints.
import type { Round } from './load';

export type Measure = {
  name: string;
  app: Round;
  floor: Round;
  /** The app's throughput as a part of the floor's. */
  ratio: number;
};

export type Aim = { aim: string; found: string; isReached: boolean };

const number = (value: number, digits = 0) => value.toFixed(digits);

export function printMeasures(measures: readonly Measure[]): void {
  const rows = measures.flatMap(({ name, app, floor, ratio }) => [
    [name, 'app', ...figures(app), number(ratio, 2)],
    ['', 'floor', ...figures(floor), ''],
  ]);
  printTable(
    ['', '', 'requests/s', 'p50 ms', 'p95 ms', 'last ms', 'KB', 'CPU ms/request', 'app ÷ floor'],
    rows,
  );
}

function figures(round: Round): string[] {
  return [
    number(round.requestsPerSecond),
    number(round.p50, 1),
    number(round.p95, 1),
    number(round.lastAnswerMs),
    number(round.bytesPerAnswer / 1024, 1),
    round.cpuMsPerRequest === null ? '–' : number(round.cpuMsPerRequest, 2),
  ];
}

export function printAims(aims: readonly Aim[]): void {
  printTable(
    ['aim', 'found', ''],
    aims.map(({ aim, found, isReached }) => [aim, found, isReached ? 'reached' : 'NOT REACHED']),
  );
}

export function printTable(head: string[], rows: string[][]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const isFigure = (text: string) => /^[\d.–]+$/.test(text);
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isFigure(cell) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  console.log(
    ['', line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line), ''].join('\n'),
  );
}
