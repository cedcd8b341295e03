/** The page's script and style sheet, bundled from src/page: the build and the tests define them (see `bundle-page.js`). */
declare const BUNDLED_PAGE_SCRIPT: string;
declare const BUNDLED_SCRIPT_HASH: string;
declare const BUNDLED_PAGE_STYLE: string;
declare const BUNDLED_STYLE_HASH: string;

export const pageScript = BUNDLED_PAGE_SCRIPT;
/** As a Content-Security-Policy names it: `sha256-…`. */
export const scriptHash = BUNDLED_SCRIPT_HASH;
export const pageStyle = BUNDLED_PAGE_STYLE;
export const styleHash = BUNDLED_STYLE_HASH;
