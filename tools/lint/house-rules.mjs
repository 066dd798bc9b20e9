/** Rules of the house that oxlint does not bring along. */
const noEnum = {
  create: (context) => ({
    TSEnumDeclaration(node) {
      context.report({ node, message: 'No enums: use a union of string literals, or an `as const` table.' });
    },
  }),
};

export default { meta: { name: 'house' }, rules: { 'no-enum': noEnum } };
