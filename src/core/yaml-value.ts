/** What YAML holds, every scalar as the string that was written. */
export type YamlValue = string | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };
