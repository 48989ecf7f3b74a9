/** As `URLSearchParams` has them, or as a page is given them. */
export type SearchParams = URLSearchParams | Record<string, string | string[] | undefined>

/** A parameter that is there several times is a list. */
export const repeatedAsLists = (params: URLSearchParams): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name)
      return [name, values.length === 1 ? values[0]! : values]
    }),
  )
