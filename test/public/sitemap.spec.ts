import {
  mostInSitemap,
  sitemapCount,
  sitemapIndex,
  sitemapRange,
} from '../../apps/api/src/public/robots/sitemap.js';
import { withFurigana, withoutFurigana } from '../../apps/api/src/public/layout/furigana.js';

describe('sitemaps', () => {
  it('are one as long as one holds everything', () => {
    expect(sitemapCount(0)).toBe(1);
    expect(sitemapCount(mostInSitemap - 4)).toBe(1);
    expect(sitemapCount(mostInSitemap - 3)).toBe(2);
  });

  it('hold every agency once, however many there are', () => {
    const pages = 3 * mostInSitemap + 7;
    let next = 0;
    for (let number = 1; number <= sitemapCount(pages); number += 1) {
      const { offset, limit } = sitemapRange(number);
      expect(offset).toBe(next);
      next += limit;
    }
    expect(next).toBeGreaterThanOrEqual(pages);
    expect(sitemapIndex('https://portal.example', 4).match(/<sitemap>/g)).toHaveLength(4);
  });
});

describe('readings', () => {
  it('stand above their words, and behind them where a browser cannot', () => {
    expect(withFurigana('{相談|そうだん}したい <b>').toString()).toBe(
      '<ruby>相談<rp>（</rp><rt>そうだん</rt><rp>）</rp></ruby>したい &lt;b&gt;',
    );
    expect(withoutFurigana('{相談|そうだん}したい')).toBe('相談したい');
  });
});
