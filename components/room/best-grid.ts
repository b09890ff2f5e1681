// Where the tiles of a room go. No I/O.

type Space = { count: number; width: number; height: number; gap: number };
export type Grid = { columns: number; tileWidth: number; tileHeight: number };

/** People are shown between these, and cropped to fit. */
const WIDEST = 16 / 9;
const NARROWEST = 4 / 3;

/** The number of columns that makes the tiles as large as the space allows, and their size in whole pixels. */
export function bestGrid({ count, width, height, gap }: Space): Grid {
  let best: Grid = { columns: 1, tileWidth: 0, tileHeight: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(count / columns);
    const tile = largestTile((width - gap * (columns - 1)) / columns, (height - gap * (rows - 1)) / rows);
    if (tile.tileWidth * tile.tileHeight > best.tileWidth * best.tileHeight) best = { columns, ...tile };
  }
  return best;
}

function largestTile(width: number, height: number) {
  if (width <= 0 || height <= 0) return { tileWidth: 0, tileHeight: 0 };
  const tileWidth = Math.min(width, height * WIDEST);
  const tileHeight = Math.min(height, tileWidth / NARROWEST);
  return { tileWidth: Math.floor(tileWidth), tileHeight: Math.floor(tileHeight) };
}
