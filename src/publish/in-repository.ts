/**
 * The same places, with their files as GitHub knows them: a report names a file from the folder of holdfast.yaml.
 * @param prefix where that folder lies, as `GitRepository.prefix`.
 */
export function inRepository<T extends { readonly file: string }>(prefix: string, places: readonly T[]): readonly T[] {
  return places.map((place) => ({ ...place, file: prefix + place.file }));
}
