// The wards of 浜松市 until 2023; what was 北区 was divided, and these quarters of it went to 中央区.
const hamamatsuCentral = ['中区', '東区', '西区', '南区'];
const kitaCentral = /^(?:三方原|初生|東三方|豊岡|三幸|大原|根洗)町/;

/**
 * The present name of a municipality that published addresses still call by its former one. Both texts are normalised.
 * A name that never changed comes back as it is.
 */
export function presentPlace(city: string, street: string): string {
  const ward = /^浜松市(.+区)/.exec(city)?.[1];
  if (ward === undefined) return city;
  if (hamamatsuCentral.includes(ward) || (ward === '北区' && kitaCentral.test(street))) return '浜松市中央区';
  return ward === '北区' || ward === '浜北区' ? '浜松市浜名区' : city;
}
