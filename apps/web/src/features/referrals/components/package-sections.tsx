import { useTranslation } from 'react-i18next';
import { DescriptionList } from '../../../components/description-list.js';
import { ageOn, inEra } from '../../../lib/japanese-date.js';
import type { PackageSection } from '../api/get-package.js';
import type { ToldFile } from '../api/packages.js';
import { PackageFiles } from './package-files.js';

/** What is told, section by section, as the recipient reads it. */
type PackageSectionsProps = {
  sections: readonly PackageSection[];
  files?: readonly ToldFile[];
  referralId?: string;
};

/** What is told, section by section and with its files, as the recipient reads it. */
export function PackageSections({ sections, files = [], referralId }: PackageSectionsProps) {
  const { t: tTerms } = useTranslation('terms');
  return (
    <div className="grid gap-5">
      {sections.map(({ category, lines }) => (
        <section key={category} className="keep-together">
          <h3 className="mb-2 border-l-4 border-blue-900 pl-3 text-std-18B-160">
            {tTerms(`category.${category}`)}
          </h3>
          <DescriptionList
            items={lines.map(({ label, text }) => ({ term: label, detail: <PackageText text={text} /> }))}
          />
          <PackageFiles files={files.filter((file) => file.category === category)} referralId={referralId} />
        </section>
      ))}
    </div>
  );
}

/** A day is shown in the era with the age; all else as it was written. */
function PackageText({ text }: { text: string }) {
  const { t } = useTranslation('referrals');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return <span className="whitespace-pre-line">{text}</span>;
  return (
    <>
      {inEra(text)}（{t('start.age', { age: ageOn(text) })}）
    </>
  );
}
