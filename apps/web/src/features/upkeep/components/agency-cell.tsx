import { TextLink } from '../../../components/text-link.js';

type AgencyCellProps = {
  agency: { name: string; typeName: string; areaName: string | null };
  id: string;
  children?: React.ReactNode;
};

/** An agency in a line of a list: its name leads to its page. */
export function AgencyCell({ agency, id, children }: AgencyCellProps) {
  return (
    <>
      <TextLink to={`/agencies/${id}`} className="inline-block min-h-6 font-bold">
        {agency.name}
      </TextLink>
      <span className="block text-dns-14N-130 text-solid-gray-700">
        {[agency.typeName, agency.areaName].filter(Boolean).join('／')}
      </span>
      {children}
    </>
  );
}
