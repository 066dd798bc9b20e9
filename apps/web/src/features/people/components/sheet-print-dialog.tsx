import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DownloadLink } from '../../../components/button.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { type OwnSheet, sheetPaper } from '../api/own-sheets.js';

type SheetPrintDialogProps = { personId: string; sheet: OwnSheet; onClose: () => void };

/** Chooses which parts stand on the paper. */
export function SheetPrintDialog({ personId, sheet, onClose }: SheetPrintDialogProps) {
  const { t } = useTranslation('sheets');
  const all = sheet.parts.map(({ category }) => category);
  const [chosen, setChosen] = useState(all);
  return (
    <Dialog title={t('printTitle')} onClose={onClose}>
      <p className="mb-3">{t('printLead')}</p>
      {sheet.parts.map((part) => (
        <Checkbox
          key={part.category}
          label={`${part.number} ${part.name}`}
          checked={chosen.includes(part.category)}
          className="pb-1"
          onChange={(event) =>
            setChosen(
              all.filter((category) =>
                category === part.category ? event.target.checked : chosen.includes(category),
              ),
            )
          }
        />
      ))}
      <DialogActions onCancel={onClose}>
        {chosen.length > 0 && (
          <DownloadLink
            href={sheetPaper(personId, sheet.kind, chosen.length === all.length ? [] : chosen)}
            onClick={onClose}
          >
            {t('printGo')}
          </DownloadLink>
        )}
      </DialogActions>
    </Dialog>
  );
}
