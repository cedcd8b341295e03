/** What the formats of `check` say of errors, read as their readers read them. */

/** Code, file, line and column of each error; no column where the format has none. */
export type ToldPlaces = readonly (readonly (string | number)[])[];

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number; readonly startColumn: number };
    };
  }[];
}

const isError = ({ severity }: { readonly severity: string }) => severity === "error" || severity === "major";

export const problemReaders: Readonly<Record<string, (report: string) => ToldPlaces>> = {
  text: (report) =>
    [...report.matchAll(/^(.+?):(\d+):(\d+): error: .*\(([\w-]+)\)$/gm)].map(
      ([, file = "", line, column, code = ""]) => [code, file, Number(line), Number(column)],
    ),
  json: (report) =>
    (JSON.parse(report).problems as { code: string; file: string; line: number; column: number; severity: string }[])
      .filter(isError)
      .map(({ code, file, line, column }) => [code, file, line, column]),
  github: (report) =>
    [...report.matchAll(/^::error file=([^,]*),line=(\d+),col=(\d+),title=([^:]*)::.+$/gm)].map(
      ([, file = "", line, column, code = ""]) => [
        code,
        file.replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%25", "%"),
        Number(line),
        Number(column),
      ],
    ),
  gitlab: (report) =>
    (
      JSON.parse(report) as {
        check_name: string;
        severity: string;
        location: { path: string; lines: { begin: number } };
      }[]
    )
      .filter(isError)
      .map(({ check_name, location: { path, lines } }) => [check_name, path, lines.begin]),
  sarif: (report) =>
    (JSON.parse(report).runs[0].results as SarifResult[])
      .filter(({ level }) => level === "error")
      .flatMap(({ ruleId, locations }) =>
        locations.map(({ physicalLocation: { artifactLocation, region } }) => [
          ruleId,
          decodeURIComponent(artifactLocation.uri),
          region.startLine,
          region.startColumn,
        ]),
      ),
};
