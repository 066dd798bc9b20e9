const routesOf = (controller: string, names: string, reason: string) =>
  Object.fromEntries(names.split(' ').map((name) => [`${controller}Controller.${name}`, reason]));

const openData = 'open data for everybody, described by a document of its own (/hsds/openapi.json)';

/** What everybody may ask without signing in, and that the document of the API leaves out, each with the reason. */
export const openRoutes: Readonly<Record<string, string>> = {
  ...routesOf('AboutHsds', 'about catalog openApi profile profileFile schema zip', openData),
  ...routesOf(
    'Hsds',
    'findOrganizations findServiceAtLocations findServices organization organizations service serviceAtLocation serviceAtLocations services',
    openData,
  ),
  ...routesOf(
    'HsdsTerms',
    'findTaxonomies findTaxonomyTerms taxonomies taxonomy taxonomyTerm taxonomyTerms',
    openData,
  ),
  ...routesOf(
    'Public',
    'agency embed embedCode file nothing results start style',
    'pages for everybody, of what agencies let be published on them',
  ),
  ...routesOf('Robots', 'map part robots', 'for search engines, beside those pages'),
};
