/** The mapped classes of every lib that the API uses. */
export const entities = [];
