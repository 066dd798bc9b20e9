import { api, bodyOf, onceBy } from '../../../lib/api-client.js';

/** Adds a type of agency. */
export function addAgencyType({ name, key }: { name: string; key: string }) {
  return bodyOf(api.POST('/api/v1/agency-types', { params: { header: onceBy(key) }, body: { name } }));
}

/** Adds a kind of service. */
export function addServiceKind({ name, agencyType, key }: { name: string; agencyType: string; key: string }) {
  return bodyOf(
    api.POST('/api/v1/service-kinds', { params: { header: onceBy(key) }, body: { name, agencyType } }),
  );
}

/** Puts a type or kind of the network's own before another one; with none, at the end. */
export function placeTerm({ list, code, before }: { list: 'types' | 'kinds'; code: string; before: string }) {
  const given = { params: { path: { code } }, body: { before: before || null } };
  return list === 'types'
    ? bodyOf(api.PUT('/api/v1/agency-types/{code}/place', given))
    : bodyOf(api.PUT('/api/v1/service-kinds/{code}/place', given));
}

/** Takes a type or kind of the network's own away; refused while somebody uses it. */
export function removeTerm({ list, code }: { list: 'types' | 'kinds'; code: string }) {
  const given = { params: { path: { code } } };
  return list === 'types'
    ? bodyOf(api.DELETE('/api/v1/agency-types/{code}', given))
    : bodyOf(api.DELETE('/api/v1/service-kinds/{code}', given));
}

/** Calls a type or kind of the network's own otherwise. */
export function renameTerm({ list, code, name }: { list: 'types' | 'kinds'; code: string; name: string }) {
  const given = { params: { path: { code } }, body: { name } };
  return list === 'types'
    ? bodyOf(api.PATCH('/api/v1/agency-types/{code}', given))
    : bodyOf(api.PATCH('/api/v1/service-kinds/{code}', given));
}
