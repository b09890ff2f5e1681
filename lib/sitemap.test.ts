import { expect, test } from 'vitest';
import { sitemapIndexOf, sitemapOf } from './sitemap';

test('a sitemap names each address once, with when it changed where that is known', () => {
  expect(
    sitemapOf([
      { url: 'https://slotwise.example/' },
      { url: 'https://slotwise.example/tutors/1', lastModified: new Date('2027-05-04T10:00:00Z') },
    ]),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://slotwise.example/</loc></url>
<url><loc>https://slotwise.example/tutors/1</loc><lastmod>2027-05-04T10:00:00.000Z</lastmod></url>
</urlset>
`);
});

test('an address cannot end the element that it stands in', () => {
  const text = sitemapOf([{ url: 'https://slotwise.example/?a=1&b=</loc>"\'' }]);
  expect(text).toContain('<loc>https://slotwise.example/?a=1&amp;b=&lt;/loc&gt;&quot;&apos;</loc>');
});

test('many sitemaps are named by an index', () => {
  const text = sitemapIndexOf([{ url: 'https://slotwise.example/sitemaps/1.xml' }]);
  expect(text).toContain('<sitemap><loc>https://slotwise.example/sitemaps/1.xml</loc></sitemap>');
  expect(text).toMatch(/<\/sitemapindex>\n$/);
});
