import { useTranslation } from 'react-i18next';
import { DescriptionList } from '../../../components/description-list.js';
import { ageOn, daysInEra } from '../../../lib/japanese-date.js';
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
  const birthDate = useTranslation('packages').t('birthDate');
  return (
    <div className="grid gap-5">
      {sections.map(({ category, lines }) => (
        <section key={category} className="keep-together">
          <h3 className="mb-2 border-l-4 border-blue-900 pl-3 text-std-18B-160">
            {tTerms(`category.${category}`)}
          </h3>
          <DescriptionList
            items={lines.map(({ label, text }) => ({
              term: label,
              detail: <PackageText text={text} isBirth={category === 'identity' && label === birthDate} />,
            }))}
          />
          <PackageFiles files={files.filter((file) => file.category === category)} referralId={referralId} />
        </section>
      ))}
    </div>
  );
}

/** Days are shown in the era, that of birth with the age; all else as it was written. */
function PackageText({ text, isBirth }: { text: string; isBirth: boolean }) {
  const { t } = useTranslation('referrals');
  return (
    <span className="whitespace-pre-line">
      {daysInEra(text)}
      {isBirth && `（${t('start.age', { age: ageOn(text) })}）`}
    </span>
  );
}
