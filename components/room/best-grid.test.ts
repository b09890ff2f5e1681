import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestGrid } from './best-grid';

test('tiles of 1 to 20 people fit into the space, are seen, and are never a strip', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 280, max: 2560 }),
      fc.integer({ min: 280, max: 1440 }),
      (count, width, height) => {
        const { columns, tileWidth, tileHeight } = bestGrid({ count, width, height, gap: 8 });
        const rows = Math.ceil(count / columns);
        expect(columns * tileWidth + (columns - 1) * 8).toBeLessThanOrEqual(width);
        expect(rows * tileHeight + (rows - 1) * 8).toBeLessThanOrEqual(height);
        expect(Math.min(tileWidth, tileHeight)).toBeGreaterThanOrEqual(30);
        expect(tileWidth / tileHeight).toBeLessThanOrEqual(1.85);
        expect(tileWidth / tileHeight).toBeGreaterThanOrEqual(1.28);
      },
    ),
  );
});

test('two people stand one above the other on a phone, and side by side on a desk', () => {
  expect(bestGrid({ count: 2, width: 344, height: 520, gap: 8 }).columns).toBe(1);
  expect(bestGrid({ count: 2, width: 1200, height: 600, gap: 8 }).columns).toBe(2);
});
