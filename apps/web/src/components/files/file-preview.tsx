import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DownloadLink } from '../button.js';
import { Dialog } from '../dialog.js';
import { PdfPages } from './pdf-pages.js';

/** As much of a file as is needed to show it. */
export type ShownFile = {
  name: string;
  contentType: string;
  isPicture: boolean;
  usable: boolean;
  /** Where its content is. */
  address: string;
};

/** Opens a file: a picture or a PDF in the page, anything as a download. */
export function FileOpeners({ file }: { file: ShownFile }) {
  const { t } = useTranslation('kit');
  const [shown, setShown] = useState(false);
  if (!file.usable) return null;
  const showable = file.isPicture || file.contentType === 'application/pdf';
  return (
    <span className="flex flex-wrap gap-x-1">
      {showable && (
        <Button look="quiet" onClick={() => setShown(true)}>
          {t('file.show')}
          <span className="sr-only">（{file.name}）</span>
        </Button>
      )}
      <DownloadLink look="quiet" href={file.address}>
        {t('file.download')}
        <span className="sr-only">（{file.name}）</span>
      </DownloadLink>
      {shown && (
        <Dialog title={file.name} wide onClose={() => setShown(false)}>
          {file.isPicture ? (
            <img src={file.address} alt={file.name} className="mx-auto max-h-[70vh] max-w-full" />
          ) : (
            <PdfPages address={file.address} />
          )}
        </Dialog>
      )}
    </span>
  );
}

/** How large a file is, in words. */
export function sizeText(octets: number): string {
  return octets < 1024 * 1024
    ? `${Math.max(1, Math.round(octets / 1024)).toLocaleString('ja-JP')} KB`
    : `${(octets / 1024 / 1024).toFixed(1)} MB`;
}
