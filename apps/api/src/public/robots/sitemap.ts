import type { PublicPageRow } from '#libs/directory';
import { html, type Html } from '../../http/html.js';

/** The most addresses that one sitemap may hold. */
export const mostInSitemap = 50_000;

/** The pages that are always there. */
const fixed = ['/find', '/find?lang=easy', '/find/embed-code', '/hsds/profile'] as const;

/** Agencies on the sitemap of a number; the first one also holds the fixed pages. */
export function sitemapRange(number: number): { offset: number; limit: number } {
  const first = mostInSitemap - fixed.length;
  return number === 1
    ? { offset: 0, limit: first }
    : { offset: first + (number - 2) * mostInSitemap, limit: mostInSitemap };
}

/** How many sitemaps so many agencies need. */
export function sitemapCount(pages: number): number {
  return Math.max(1, Math.ceil((pages + fixed.length) / mostInSitemap));
}

/** One sitemap. */
export function sitemap(publicUrl: string, pages: readonly PublicPageRow[], number: number): string {
  const always = number === 1 ? fixed.map((path) => html`<url><loc>${publicUrl}${path}</loc></url> `) : [];
  const agencies = pages.map(
    ({ id, changedAt }) =>
      html`<url><loc>${publicUrl}/find/agencies/${id}</loc><lastmod>${changedAt}</lastmod></url> `,
  );
  return xml(
    html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"> ${always}${agencies}</urlset>`,
  );
}

/** The list of sitemaps, where there are several. */
export function sitemapIndex(publicUrl: string, count: number): string {
  const maps = Array.from(
    { length: count },
    (_, at) => html`<sitemap><loc>${publicUrl}/sitemap-${at + 1}.xml</loc></sitemap> `,
  );
  return xml(html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"> ${maps}</sitemapindex>`);
}

/** What programs that gather pages may read: the public face and the open data, nothing else. */
export function robotsText(publicUrl: string): string {
  return `User-agent: *
Allow: /find
Allow: /hsds
Disallow: /find/search
Disallow: /find/embed$
Disallow: /

Sitemap: ${publicUrl}/sitemap.xml
`;
}

function xml(body: Html): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body.toString()}\n`;
}
