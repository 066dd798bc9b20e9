import { addTexts } from '../../lib/i18n.js';
import { vacancyInquiriesJa } from './ja.js';

addTexts('vacancyInquiries', vacancyInquiriesJa);

export { InquiriesPage } from './components/inquiries-page.js';
export { InquiryPage } from './components/inquiry-page.js';
export { NewInquiryPage } from './components/new-inquiry-page.js';
