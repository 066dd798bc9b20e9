export { type CellLoss, cp932Losses, csvChunks, type CsvEncoding, csvEncodings } from './csv/csv.writing.js';
export { daysInEra, eraDay } from './japanese-day.js';
export type { SheetCell, SheetList, SheetRow } from './sheet/sheet-row.js';
export { workbookChunks, workbookType } from './sheet/workbook.writing.js';
export { foldedSheets, foldingOrder } from './pdf/folding.js';
export { PdfBroken, PdfRefused, PdfTooSlow } from './pdf/pdf.errors.js';
export { type Pdf, type PdfOrder, PdfPress } from './pdf/pdf.press.js';
export { PressModule } from './pdf/press.module.js';
export { type Bundle, type PaperPart, type PaperSheet, setSheets } from './paper/paper.js';
