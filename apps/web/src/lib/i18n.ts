import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

/** The languages a catalogue may speak: Japanese first, the others fall back to it key by key. */
export type Language = 'ja' | 'ja-x-easy' | 'en';

/** A nested table of texts. */
export type Texts = { readonly [key: string]: string | Texts };

/** The one catalogue of the screens. Features add theirs when they are loaded. */
export const i18n = createInstance();

void i18n.use(initReactI18next).init({
  lng: 'ja',
  fallbackLng: 'ja',
  resources: {},
  ns: [],
  initAsync: false,
  // React escapes already.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** Adds the texts of one feature in one language. */
export function addTexts(feature: string, texts: Texts, language: Language = 'ja'): void {
  i18n.addResourceBundle(language, feature, texts, true, true);
}
