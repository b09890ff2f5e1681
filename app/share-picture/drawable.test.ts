import { expect, test } from 'vitest';
import { isDrawable } from './drawable';

test.each(['Inês Duarte', 'Łukasz Żółw', 'O’Brien – Física, “Álgebra”', '€30.00'])('%s is drawn', (text) =>
  expect(isDrawable(text)).toBe(true),
);

test.each(['Мария', 'Nguyễn Văn An', '₹900', '山田 花子', 'مريم', 'Chess ♟', 'Ana 🎓'])(
  '%s is not: our fonts lack its letters',
  (text) => expect(isDrawable(text)).toBe(false),
);
