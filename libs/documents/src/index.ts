export { eraDay } from './japanese-day.js';
export { foldedSheets, foldingOrder } from './pdf/folding.js';
export { PdfBroken, PdfRefused, PdfTooSlow } from './pdf/pdf.errors.js';
export { type Pdf, type PdfOrder, PdfPress } from './pdf/pdf.press.js';
