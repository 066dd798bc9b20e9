const insufficientPrivilege = '42501';

/**
 * Does what the database's walls may refuse although the rule was asked before: a setting or a record can change between the
 * question and the deed, and the wall sees it as it is then. What it refuses becomes `refusal`.
 */
export async function unlessWalled<T>(work: () => Promise<T>, refusal: () => Error): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if ((failure as { code?: unknown }).code === insufficientPrivilege) throw refusal();
    throw failure;
  }
}
