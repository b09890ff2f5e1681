// What search engines read of a tutor (schema.org, as JSON-LD): nothing that the page itself does not show.
import type { Tutor } from '@/lib/tutors/schema';

export function tutorData({ tutor, url }: { tutor: Tutor; url: string }) {
  const { name, headline, bio, subjects, languages, hourlyRateCents, currency } = tutor;
  const price = (hourlyRateCents / 100).toFixed(2);
  const description = [headline, bio].filter(Boolean).join('\n\n');
  const priceCurrency = currency.toUpperCase();
  return {
    '@context': 'https://schema.org',
    '@type': 'Person',
    '@id': url,
    url,
    name,
    jobTitle: 'Tutor',
    ...(description && { description }),
    ...(subjects.length > 0 && { knowsAbout: subjects }),
    ...(languages.length > 0 && { knowsLanguage: languages }),
    makesOffer: {
      '@type': 'Offer',
      url,
      price,
      priceCurrency,
      // For 60 minutes; a session costs by its length.
      priceSpecification: { '@type': 'UnitPriceSpecification', price, priceCurrency, unitCode: 'HUR' },
      itemOffered: {
        '@type': 'Service',
        serviceType: 'Tutoring',
        name: subjects.length > 0 ? `Tutoring in ${subjects.join(', ')}` : `Tutoring by ${name}`,
        provider: { '@id': url },
      },
    },
  };
}

/** JSON that may stand inside a script element: what people wrote can neither end it nor open another. */
export function scriptText(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
