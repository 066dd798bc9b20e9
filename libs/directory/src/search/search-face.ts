/** Who looks: members see their directory, everybody the public page, machines the open data. */
export type SearchFace = 'members' | 'page' | 'open_data';

interface FaceSource {
  readonly table: string;
  /** Which rows of the table belong to the face. */
  readonly rows: string | undefined;
  /** Whose lines are shown. */
  readonly card: 'members' | 'public';
  /** What is told of the free places of the agencies on one page. */
  readonly vacancies: string;
}

/** Where each face is searched. The rest of the statement is the same for all of them. */
export const faces: Readonly<Record<SearchFace, FaceSource>> = {
  members: {
    table: 'portal.search_doc',
    rows: undefined,
    card: 'members',
    vacancies: 'portal.vacancy v WHERE v.agency_id = ANY (ARRAY(SELECT agency_id FROM page))',
  },
  page: {
    table: 'portal.public_doc',
    rows: 'd.on_page',
    card: 'public',
    vacancies: 'portal.public_vacancies(ARRAY(SELECT agency_id FROM page)) v WHERE true',
  },
  open_data: {
    table: 'portal.public_doc',
    rows: 'd.in_open_data',
    card: 'public',
    vacancies: 'portal.public_vacancies(ARRAY(SELECT agency_id FROM page)) v WHERE true',
  },
};
