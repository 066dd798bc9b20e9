/** The most that the files of a bundle may have together, in octets; the others are named without their content. */
export const mostEmbedded = 5 * 1024 * 1024;

/** The longest file that is read, in characters: more than a bundle of ours with that many octets of files. */
export const longestBundle = 8 * 1024 * 1024;

/** The most files of a bundle that are read with their octets. */
export const mostFiles = 30;

/** The most entries that a file may have. */
export const mostEntries = 1000;

/** The deepest nesting that is followed; FHIR resources do not come near it. */
export const deepestNesting = 40;

/** The most values that a file may hold, of whatever kind: a bundle of ours has a few thousand, and each is looked at several times. */
export const mostValues = 50_000;
