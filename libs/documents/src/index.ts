export { CalendarRefused } from './calendar/calendar.errors.js';
export type {
  Attendee,
  AttendeeAnswer,
  Calendar,
  CalendarEvent,
  CalendarMethod,
  EventTime,
} from './calendar/calendar.types.js';
export { writeCalendar } from './calendar/calendar.writing.js';
export { type CalendarReply, type ReadCalendar, readCalendarPart } from './calendar/reply.reading.js';
export { type CellLoss, cp932Losses, csvChunks, type CsvEncoding, csvEncodings } from './csv/csv.writing.js';
export { daysInEra, eraDay } from './japanese-day.js';
export { listFile, type ListFile, type ListFormat, listFormats } from './sheet/list-file.js';
export type { SheetCell, SheetList, SheetRow } from './sheet/sheet-row.js';
export { workbookChunks, workbookType } from './sheet/workbook.writing.js';
export { foldedSheets, foldingOrder } from './pdf/folding.js';
export { PdfBroken, PdfRefused, PdfTooSlow } from './pdf/pdf.errors.js';
export { type Pdf, type PdfOrder, PdfPress } from './pdf/pdf.press.js';
export { PressModule } from './pdf/press.module.js';
export { wordFile, wordType } from './word/word.writing.js';
export { type Bundle, type PaperPart, type PaperSheet, setSheets } from './paper/paper.js';
