import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Page = { number: number; text: string; draw: (canvas: HTMLCanvasElement) => Promise<void> };

const mostPages = 30;

/**
 * The pages of a PDF, drawn point by point: nothing in the file runs, and no frame opens it. The text of each page is
 * there for whoever does not see it.
 */
export function PdfPages({ address }: { address: string }) {
  const { t } = useTranslation('kit');
  const [pages, setPages] = useState<Page[]>();
  const [total, setTotal] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const end = new AbortController();
    void openPdf(address, end.signal)
      .then((opened) => {
        if (end.signal.aborted) return;
        setPages(opened.pages);
        setTotal(opened.total);
      })
      .catch(() => {
        if (!end.signal.aborted) setFailed(true);
      });
    return () => end.abort();
  }, [address]);
  if (failed) return <p role="alert">{t('file.unreadable')}</p>;
  if (!pages) return <p role="status">{t('file.opening')}</p>;
  return (
    <div className="grid gap-4">
      {pages.map((page) => (
        <PdfPage key={page.number} page={page} total={total} />
      ))}
      {total > pages.length && <p>{t('file.more', { shown: pages.length, total })}</p>}
    </div>
  );
}

function PdfPage({ page, total }: { page: Page; total: number }) {
  const { t } = useTranslation('kit');
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) void page.draw(canvas.current);
  }, [page]);
  return (
    <figure>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('file.page', { number: page.number, total })}
        className="h-auto w-full border border-solid-gray-300"
      />
      <figcaption className="sr-only">{page.text}</figcaption>
    </figure>
  );
}

async function openPdf(address: string, signal: AbortSignal): Promise<{ pages: Page[]; total: number }> {
  const response = await fetch(address, { credentials: 'same-origin', signal });
  if (!response.ok) throw new Error(String(response.status));
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/build/pdf.worker.min.mjs', import.meta.url).href;
  // Nothing is fetched from elsewhere, nothing is compiled, no font is handed to the browser.
  const pdf = await getDocument({
    data: await response.arrayBuffer(),
    isEvalSupported: false,
    disableFontFace: true,
    useWasm: false,
    stopAtErrors: false,
  }).promise;
  const pages: Page[] = [];
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push({
      number,
      text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
      draw: async (canvas) => {
        const viewport = page.getViewport({ scale: 1.6 });
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        await page.render({ canvas, viewport }).promise;
      },
    });
  }
  return { pages, total: pdf.numPages };
}
